// Unusual projects: ten accepted ones pass their own lint, types and tests, and their rows are seeded.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor, type Said } from "../../src/project/answers.ts";
import { readOwnIdea } from "../../src/project/own-idea.ts";
import { createProject, type Project } from "../../src/project/project.ts";
import type { Draft } from "../../src/draft.ts";
import { derivationFor } from "../../src/render/derivation.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { folderForThisFile } from "../support/folders.ts";
import { install, installed } from "../support/install.ts";
import { hasPostgres, onServer } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";
import { seededDatabase } from "../support/seeded-database.ts";

const catalog = openCatalog();
const folder = folderForThisFile();
const options = [...([...catalog.stacks.values()][0]?.options.keys() ?? [])];

const seeds = {
  things: [
    { label: "now", notes: "line\u2028separator\u0001 </script> {{x}} ${y}", extra: { constructor: { prototype: [null, 1e308, -0.5] }, "": "🎉", toString: "x" }, price: -0.01, on: "1000-01-01", at: "9999-12-31T23:59:59Z", key: "ABCDEF00-0000-4000-8000-00000000000A", site: "https://münchen.example/ä?q='#x", mail: "a+b_c-d@sub.example.com", kind: "null" },
    { label: "\u200b", extra: JSON.parse(`${'{"deeper":'.repeat(40)}1${"}".repeat(40)}`) as object, price: 9_999_999_999, on: "2024-02-29", at: "2026-01-31T00:00:00Z", key: "abcdef00-0000-4000-8000-00000000000b", site: "http://[::1]:8080/", mail: "x@y.zz", kind: "true" },
  ],
};

const projects: Record<string, Partial<Said> & { idea: string; own?: object }> = {
  "names that are numbers": { idea: "blog", folder: "2048", owner: "1e5", title: '"quoted" & <b>', with: options },
  "names that are booleans, in JavaScript": { idea: "blog", folder: "true", language: "js", author: "Ann \\ {{x}} O'Neil", title: "🎉 שלום {{title}}" },
  "names that objects inherit": { idea: "api", folder: "constructor", resources: ["foo/constructor length:string name:string?", "value-of/to-strings kind:enum(constructor|toString|null):default(constructor) foo:ref(foo)?"] },
  "names that objects inherit, in JavaScript": { idea: "api", folder: "__proto__x", language: "js", resources: ["foo/constructor prototype2:string", "has-own-property title:string:default(now) when:text:default(today)"] },
  "irregular plurals": { idea: "api", folder: "null", resources: ["lens name:string", "canvas name:string lens:ref(lens)?", "agenda on:date", "news/news-items title:string", "data/data-items value:json", "bus number:integer:unique", "virus name:string", "analysis result:text"] },
  "names of the maximum length": { idea: "api", folder: "x".repeat(150), resources: [`${"a".repeat(24)}/${"b".repeat(26)} ${Array.from({ length: 30 }, (_, at) => `${"f".repeat(28)}${String(at).padStart(2, "0")}:string?:index`).join(" ")}`] },
  "twenty resources": { idea: "api", folder: "on", language: "js", resources: Array.from({ length: 20 }, (_, at) => `thing-${"abcdefghijklmnopqruv"[at]} title:string${at === 0 ? "" : ` before:ref(thing-${"abcdefghijklmnopqruv"[at - 1]})?`}`) },
  "SQL keywords as names, and circular references": { idea: "api", folder: "0x1", resources: ["chicken select:string order:integer:default(-5) desc:text? egg:ref(egg)? parent:ref(chicken)?", "egg table:string:unique from:date:default(today) chicken:ref(chicken) where:json:default({\"a\":{\"b\":[1]}})"] },
  "defaults that look like code": { idea: "api", folder: "a-b", language: "js", resources: ["note words:string:default(`${process.exit(1)}`) more:string:default(it's \"fine\" \\n -- */) price:decimal:default(-9999999999) at:datetime:default(2026-01-31T23:59:59Z) site:url:default(https://example.com/?a=1&b='2')"] },
  "a custom idea with unusual rows": { idea: "things", own: { title: "Things: {{x}}", description: "- a # b", resources: ["thing label:string:unique notes:text? extra:json price:decimal on:date at:datetime key:uuid:unique site:url mail:email kind:enum(null|true|on)"], seeds } },
};

async function drafted({ idea: id, own, ...said }: (typeof projects)[string], place: string): Promise<{ draft: Draft; project: Project }> {
  if (own !== undefined) {
    mkdirSync(join(place, id), { recursive: true });
    writeFileSync(join(place, id, "idea.json"), JSON.stringify(own));
  }
  const idea = own === undefined ? catalog.ideas.get(id) : readOwnIdea(join(place, id), catalog);
  if (idea === undefined) throw new Error(`There is no idea ${id}.`);
  const project = createProject({ answers: answersFor({ said: { folder: "strange", author: "Ann", ...said }, idea, catalog }), created: "2026-11-22", catalog });
  return { project, draft: renderProject({ project, version: "0.0.0", derivation: await derivationFor(project) }) };
}

describe.skipIf(process.env.TEST_ALL !== "1")("Lint, types, tests and seeds succeed in a project with", () => {
  test.each(Object.entries(projects).map(([title, said], at) => ({ title, said, at })))("$title", { timeout: 600_000 }, async ({ said, at }) => {
    const { draft, project } = await drafted(said, join(folder, `idea-${at}`));
    await install(draft);
    const repo = installed(draft, join(folder, String(at)));
    expect(await npmRun(repo, "lint", { args: ["--max-warnings", "0"] })).toEqual({ exitCode: 0, output: "" });
    if (project.language.id === "ts") expect(await npmRun(repo, "typecheck")).toEqual({ exitCode: 0, output: "" });
    const { exitCode, output } = await npmRun(repo, "test", { env: await onServer() });
    expect(exitCode, output.slice(-3_000)).toBe(0);
    const seeded = await npmRun(repo, "db:seed");
    expect(seeded.exitCode, seeded.output.slice(-3_000)).toBe(0);
    if (hasPostgres()) await seededDatabase(repo); // The same rows on a server.
  });
});
