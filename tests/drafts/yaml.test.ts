// YAML files: a name stays text in YAML 1.1 and 1.2, whatever type it looks like.
import { expect, test } from "vitest";
import { parse } from "yaml";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { derivationFor } from "../../src/render/derivation.ts";
import { renderProject } from "../../src/render/render-project.ts";

const catalog = openCatalog();
const versions = ["1.1", "1.2"] as const;
const usual = "zz-usual-name";
const usualOwner = "zz-usual-owner";

/** Folder names that give package names which YAML 1.1 or 1.2 reads as a number, a boolean, null, a time or a date. */
const names = [
  "2048", "007", "0", "-1", "1e5", "1e-5", "0x1", "0o17", "017", "0b1", "1_000", "12e03", "1.5", ".5", "true", "True", "false", "null", "Null", "~null", "yes", "no", "y", "n", "on", "off", "nan", ".nan", ".inf",
  "1:30", "190:20:30", "2026-01-31", "2026-01-31T09:00:00Z", "=x", "<<x", "- x", "? x", "a: b", "#x", "&a", "*a", "!x", "|x", ">x", "@x", "`x", "%x", "{x}", "[x]", "constructor", "__proto__x",
];
const owners = ["1e5", "null", "true", "0x1", "2048", "yes", "n", "0", "2026-01-31", "on"];

/** Every YAML file of a project with all options: path -> its value in each version of YAML. */
async function yamlOf(folder: string, owner: string, idea: string, language: string): Promise<{ name: string; files: Map<string, unknown[]> }> {
  const [stack] = catalog.stacks.values();
  const said = { folder, owner, language, author: "Ann", with: [...(stack?.options.keys() ?? [])], title: "T", description: "D", ...(idea === "api" && { resources: ["book title:string"] }) };
  const found = catalog.ideas.get(idea);
  if (found === undefined) throw new Error(`There is no idea ${idea}.`);
  const project = createProject({ answers: answersFor({ said, idea: found, catalog }), created: "2026-11-22", catalog });
  const draft = renderProject({ project, version: "0.0.0", derivation: await derivationFor(project) });
  const files = [...draft].filter(([path]) => /\.ya?ml$/.test(path));
  const values = (text: string) => versions.map((version) => parse(text, { version }) as unknown);
  return { name: project.name, files: new Map(files.map(([path, text]) => [path, values(text)])) };
}

/** The same value with the usual name replaced in every text. */
function renamed(value: unknown, name: string, owner: string): unknown {
  return JSON.parse(JSON.stringify(value), (_, held: unknown) => (typeof held === "string" ? held.replaceAll(usual, name).replaceAll(usualOwner, owner) : held));
}

test.each([["blog", "ts"], ["api", "js"]])("names that YAML could read as other types stay text in every file of a project of the idea %s in %s", { timeout: 120_000 }, async (idea, language) => {
  const { files: expected } = await yamlOf(usual, usualOwner, idea, language);
  expect(expected.size).toBeGreaterThan(4);
  for (const [at, folder] of names.entries()) {
    const owner = owners[at % owners.length] ?? "";
    const { name, files } = await yamlOf(folder, owner, idea, language);
    for (const [path, values] of files) expect(values, `${path} of ${folder} in YAML ${versions.join(" and ")}`).toEqual(renamed(expected.get(path), name, owner));
  }
});
