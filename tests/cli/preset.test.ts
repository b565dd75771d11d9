// Preset: how its answers are used, and which are refused.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CreateRequest } from "../../src/cli/request.ts";
import { withPreset } from "../../src/cli/preset.ts";
import { temporary } from "../support/sandbox.ts";

function asked(preset: string, flags: Partial<CreateRequest> = {}): CreateRequest {
  const file = join(temporary(), "team.json");
  writeFileSync(file, preset);
  return { ...flags, preset: file, github: false, public: false, yes: true, dryRun: false, json: false };
}

test("a preset gives the answers that no flag gives", () => {
  const whole = { idea: "api", language: "ts", title: "T", description: "D", author: "A", license: "MIT", owner: "o", resources: ["a b:text"], with: ["x"], without: ["y"], install: false, git: false };
  expect(withPreset(asked(JSON.stringify(whole)))).toMatchObject(whole);
  expect(withPreset(asked("\uFEFF{}"))).toMatchObject({ with: [], without: [] });
});

test("a flag overrides the preset, for --with and --without option by option", () => {
  const preset = JSON.stringify({ title: "theirs", author: "A", install: true, with: ["a", "b"], without: ["c", "d"] });
  const flags = { title: "ours", install: false, with: ["c"], without: ["a"], author: undefined };
  expect(withPreset(asked(preset, flags))).toMatchObject({ title: "ours", author: "A", install: false, with: ["b", "c"], without: ["d", "a"] });
});

test("options of a preset stay as they are if no flag names one", () => {
  expect(withPreset(asked(JSON.stringify({ with: ["a", "b"], without: ["c"] })))).toMatchObject({ with: ["a", "b"], without: ["c"] });
});

test.each([
  ["{", "is not JSON: "],
  ["[]", "is not a JSON object."],
  ["null", "is not a JSON object."],
  ['{"ideas":"blog"}', 'holds "ideas", which is not an answer. Did you mean idea?'],
  ['{"__proto__":{"yes":true}}', 'holds "__proto__", which is not an answer. Choose one of: '],
  ['{"constructor":"x"}', 'holds "constructor", which is not an answer.'],
  ['{"directory":"/"}', 'holds "directory", which is not an answer.'],
  ['{"idea":1}', 'holds a wrong "idea". It must be text.'],
  ['{"title":" "}', 'holds a wrong "title". It must be text.'],
  ['{"with":"ci"}', 'holds a wrong "with". It must be a list of texts.'],
  ['{"resources":[1]}', 'holds a wrong "resources". It must be a list of texts.'],
  ['{"git":"no"}', 'holds a wrong "git". It must be true or false.'],
])("%s is refused in one line", (preset, sentence) => {
  expect(() => withPreset(asked(preset))).toThrow(sentence);
  expect(() => withPreset(asked(preset))).toThrow(/^The preset "[^\n]*team\.json" [^\n]+$/);
});

test("a preset that does not exist is refused", () => {
  expect(() => withPreset({ preset: "no/such.json", github: false, public: false, yes: true, dryRun: false, json: false })).toThrow('The preset "no/such.json" cannot be read (ENOENT). Name a file that exists.');
});

/** The whole sentence of a refusal, with the file's path replaced. */
function refusal(preset: string): string {
  try {
    withPreset(asked(preset));
    return "";
  } catch (error) {
    return (error as Error).message.replace(/"[^"]*team\.json"/, "FILE");
  }
}

test.each([
  ['{"titles":"x"}', 'The preset FILE holds "titles", which is not an answer. Did you mean title?'],
  ['{"title":""}', 'The preset FILE holds a wrong "title". It must be text.'],
  ['{"with":["ci",""]}', 'The preset FILE holds a wrong "with". It must be a list of texts.'],
  ['{"resources":"a b:text"}', 'The preset FILE holds a wrong "resources". It must be a list of texts.'],
  ['{"install":"true"}', 'The preset FILE holds a wrong "install". It must be true or false.'],
  ['{"title":"T","git":false,"with":[],"resources":["a b:text"]}', ""],
])("%s is refused with the sentence: %s", (preset, sentence) => {
  expect(refusal(preset)).toBe(sentence);
});

test("without a preset, the answers are those of the flags", () => {
  const flags: CreateRequest = { title: "T", github: false, public: false, yes: true, dryRun: false, json: false };
  expect(withPreset(flags)).toBe(flags);
});

test("an answer of a preset is said to be from there, and one of a flag is not", () => {
  const request = asked('{"title":"T","author":"A"}', { author: "Ann" });
  expect(withPreset(request)).toMatchObject({ title: "T", author: "Ann", origins: { title: `the preset "${request.preset}"` } });
  expect(withPreset(request).origins).not.toHaveProperty("author");
});

test("the folder of an idea is found next to the preset, and a name or a path of the home folder stays", () => {
  const ideaOf = (idea: string) => {
    const request = asked(JSON.stringify({ idea }));
    return [withPreset(request).idea, request.preset?.replace(/team\.json$/, "recipes")];
  };
  const [path, next] = ideaOf("./recipes");
  expect(path).toBe(next);
  expect([ideaOf("blog")[0], ideaOf("~/recipes")[0], ideaOf("/ideas/recipes")[0]]).toEqual(["blog", "~/recipes", "/ideas/recipes"]);
});
