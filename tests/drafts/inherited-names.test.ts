// Inherited names: names that every JavaScript object inherits are refused, or work like any other.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { withPreset } from "../../src/cli/preset.ts";
import { answersFor, type Said } from "../../src/project/answers.ts";
import { readOwnIdea } from "../../src/project/own-idea.ts";
import { createProject } from "../../src/project/project.ts";
import { receiptFile, readReceipt } from "../../src/project/receipt.ts";
import { derivationFor } from "../../src/render/derivation.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { UserError } from "../../src/user-error.ts";
import { brokenRules } from "../support/house-rules.ts";
import { temporary } from "../support/sandbox.ts";

const catalog = openCatalog();
const inherited = [...Object.getOwnPropertyNames(Object.prototype), "prototype", "length", "name", "caller"];
const kebab = (name: string) => name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase().replaceAll(/^_+|_+$/g, "");

/** The rules that the project of these answers breaks; none if the answers are refused. */
async function broken(said: Partial<Said>, ideaId = "api", ownIdea?: object): Promise<string[]> {
  try {
    const idea = ownIdea === undefined ? catalog.ideas.get(ideaId) : readOwnIdea(folderOf(ownIdea), catalog);
    if (idea === undefined) throw new UserError(`There is no idea ${ideaId}.`);
    const project = createProject({ answers: answersFor({ said: { folder: "my-app", author: "Ann", ...said }, idea, catalog }), created: "2026-11-22", catalog });
    const draft = renderProject({ project, version: "0.0.0", derivation: await derivationFor(project) });
    readReceipt(draft.get(receiptFile) ?? "");
    return brokenRules(draft);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function folderOf(idea: object): string {
  const folder = join(temporary(), "recipes");
  mkdirSync(folder);
  writeFileSync(join(folder, "idea.json"), JSON.stringify(idea));
  return folder;
}

test.each(inherited)("%s works as a name, a value and a key, or is refused", { timeout: 120_000 }, async (name) => {
  const word = kebab(name);
  const whole = { title: "T", description: "D", resources: [`foo/${word} title:string extra:json? kind:enum(${word}|other)?`] };
  const rows = [{ title: name, extra: JSON.parse(`{"${name}":{"${name}":"${name}"}}`) as object, kind: word }];
  const seedsOf = (key: string, held: unknown) => ({ ...whole, seeds: JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(held)}}`) as object });
  const ideas = [whole, seedsOf(word, rows), seedsOf(name, rows), seedsOf(word, [JSON.parse(`{"title":"x","${name}":1}`)]), JSON.parse(`{"title":"T","description":"D","resources":["a b:text"],"${name}":1}`) as object];
  const specs = [`${word} title:string`, `${name} title:string`, `foo/${word} title:string`, `foo/${name} title:string`, `foo ${name}:string`, `foo ${word}:string`, `foo kind:enum(${name}|other):default(${name})`, `foo kind:${name}`, `foo kind:ref(${word})`, `foo kind:string:${name}`, `foo kind:string:default(${name})`, `${word}/${word}-x title:string`, `bar/${word}-x title:string foo:ref(bar)?`];
  for (const spec of specs) expect(await broken({ resources: [spec], language: spec.length % 2 === 0 ? "js" : "ts" }), spec).toEqual([]);
  for (const idea of ideas) expect(await broken({}, "api", idea), JSON.stringify(idea)).toEqual([]);
  const said: Partial<Said>[] = [{ folder: name }, { title: name }, { author: name }, { owner: name }, { license: name }, { language: name }, { with: [name] }, { without: [name] }, { caller: name }];
  for (const each of said) expect(await broken(each, "blog"), JSON.stringify(each)).toEqual([]);
  expect(await broken({}, name)).toEqual([]);
  const preset = join(temporary(), "team.json");
  writeFileSync(preset, `{"${name}":"x"}`);
  expect(() => withPreset({ preset, github: false, public: false, yes: true, dryRun: false, json: false })).toThrow(name === "name" ? "holds" : `holds "${name}", which is not an answer`);
});
