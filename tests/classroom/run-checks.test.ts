// Results of a check run: what counts as a result among the lines of the reporter. Runs are in tests/programs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Checking } from "../../src/classroom/checking.ts";
import { resultsIn, runChecks } from "../../src/classroom/run-checks.ts";
import { shippedTemplates } from "../../src/ourselves.ts";

const greet = { task: "greet", check: "answers", passed: true, reason: "" };

test("lines that are no results are left out", () => {
  const lines = ['{"task":', '{"task":null}', '{"task":"a","check":"b","passed":true,"reason":null}', JSON.stringify(greet), "text", '{"ended":"stop"}'];
  expect(resultsIn(lines.join("\n"))).toEqual([greet]);
});

test("checks that end have all their results", async () => {
  const reporter = readFileSync(join(shippedTemplates, "assignments/prove/events.js"), "utf8");
  const script = 'import { describe, test } from "node:test";\ndescribe("greet", () => test("answers", () => {}));\n';
  const files = new Map([["package.json", '{ "type": "module" }'], ["check/run.js", script]]);
  const checking = { node: [], packages: [] } as unknown as Checking;
  expect(await runChecks({ files, fixed: new Map(), checking, installed: "", reporter, stop: new AbortController().signal })).toEqual({ checks: [greet] });
});
