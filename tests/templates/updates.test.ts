// Template update: the versions that `npm run templates:update` chooses, and the changed package.json.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import semver from "semver";
import { expect, test } from "vitest";

interface Choice {
  version: string;
  passed?: string;
  reason?: string;
}

interface Scripts {
  askedFor: (texts: string[]) => Map<string, string>;
  choose: (name: string, current: string, published: object[]) => Choice;
  raised: (text: string, versions: Map<string, string>) => string;
  heldBack: Record<string, { range: string; reason: string }>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const load = async (file: string) => (await import(join(root, "scripts", file))) as Scripts;
const { askedFor, choose, raised } = await load("newer-versions.js");
const { heldBack } = await load("held-back.js");

test("the newest version that supports every Node.js is chosen, and a skipped one is reported with its reason", () => {
  const published = [
    { version: "1.9.0" },
    { version: "1.10.0", engines: { node: "^20.19.0 || ^22.13.0 || >=24" } },
    { version: "2.0.0", engines: { node: ">=22" } },
    { version: "3.0.0-rc.1" },
  ];
  expect(choose("anything", "1.8.0", published)).toEqual({ version: "1.10.0", passed: "2.0.0", reason: "it wants Node.js >=22" });
});

test("a package that is held back stays in its range", () => {
  const published = [{ version: "6.0.4" }, { version: "7.0.2" }];
  expect(choose("typescript", "6.0.3", published)).toMatchObject({ version: "6.0.4", passed: "7.0.2" });
});

test("versions are never lowered, and deprecated ones are skipped", () => {
  const published = [{ version: "1.0.0" }, { version: "1.2.0" }, { version: "1.3.0", deprecated: "Broken." }];
  expect(choose("anything", "1.2.0", published)).toEqual({ version: "1.2.0", passed: "1.3.0", reason: "its authors advise against it" });
});

test("only versions change in a package.json with tags", () => {
  const text = '{\n  "name": {{json name}},\n  "version": "0.1.0",\n  "dependencies": {\n    "@a/b": "~1.0.0",\n    "c": "^2.0.0"\n  }\n}\n';
  expect([...askedFor([text])]).toEqual([["@a/b", "1.0.0"], ["c", "2.0.0"]]);
  expect(raised(text, new Map([["@a/b", "1.0.9"]]))).toBe(text.replace("~1.0.0", "~1.0.9"));
});

test("every package that is held back is used by the templates, in its range", () => {
  const templates = join(root, "templates");
  const paths = readdirSync(templates, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("package.json.hbs"));
  const asked = askedFor(paths.map((path) => readFileSync(join(templates, path), "utf8")));
  for (const [name, { range }] of Object.entries(heldBack)) expect(semver.satisfies(asked.get(name) ?? "", range), name).toBe(true);
});
