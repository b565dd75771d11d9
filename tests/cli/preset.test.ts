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
