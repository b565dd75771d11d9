// Scores: points and states of tasks, changed packages, and the sentences for students.
import { expect, test } from "vitest";
import type { CheckResult } from "../../src/classroom/run-checks.ts";
import { sentenceOn } from "../../src/grading/classify.ts";
import { packageChanges } from "../../src/grading/packages.ts";
import { pagesOf } from "../../src/grading/pages.ts";
import type { Result } from "../../src/grading/results.ts";
import { mostOf, pointsOf, scoreOf, type GradedTask, type TaskResult } from "../../src/grading/score.ts";

const task = (id: string, needs: string[] = [], starter: GradedTask["starter"] = []): GradedTask => ({ id, title: id, points: 6, needs, interview: ["One?", "Two?"], starter });
const check = (of: string, name: string, passed: boolean) => ({ task: of, check: name, passed, reason: passed ? "" : `no ${name}` });

test("points are proportional to passed checks; a blocked task has no failures; a task with its starter's line is open", () => {
  const tasks = [task("a"), task("b", ["a"]), task("c", [], [{ file: "src/c.js", line: "return todo();" }]), task("d")];
  const checks = [check("a", "1", true), check("a", "2", false), check("b", "1", false), check("c", "1", true), check("c", "2", false), check("d", "1", true)];
  const scores = scoreOf(tasks, checks, (file) => file === "src/c.js");
  expect(scores.map(({ points, state }) => [points, state])).toEqual([[3, "failed"], [0, "blocked"], [3, "open"], [6, "done"]]);
  expect(scores[0]?.failures).toEqual([{ check: "2", reason: "no 2" }]);
  expect([pointsOf(scores), pointsOf([{ points: 10 / 3 }, { points: 10 / 3 }])]).toEqual([12, 6.7]);
});

test("of a submission that was not checked, a task is open if the starter's line is still there, and blocked otherwise", () => {
  const tasks = [task("a"), task("b", ["a"]), task("c", [], [{ file: "src/c.js", line: "return todo();" }]), task("d", [], [{ file: "src/d.js", line: "return todo();" }])];
  const unstarted = tasks.map(({ id }) => ({ ...check(id, "1", false), blocked: true }));
  for (const checks of [[], unstarted]) expect(scoreOf(tasks, checks, (file) => file === "src/c.js").map(({ points, state }) => [points, state])).toEqual([[0, "blocked"], [0, "blocked"], [0, "open"], [0, "blocked"]]);
});

test.each<[Result["status"], TaskResult["failures"]]>([
  ["did not start", [{ check: "1", reason: "It ended.", blocked: true }]],
  ["changed its packages", []],
  ["too large", []],
])("the page of a submission that %s says once why nothing was checked", (status, failures) => {
  const known = ["a", "b"].map((id) => ({ ...task(id), skill: "s", level: 1 as const, hours: 1, brief: "", hints: ["", ""] as [string, string] }));
  const tasks = known.map(({ id }) => ({ id, points: 0, of: 6, state: "blocked" as const, failures }));
  const result: Result = { key: "ann", of: "1", contract: "2", status, sentence: "It ended.", sandboxed: true, points: 0, tasks };
  const page = pagesOf({ title: "T", tasks: known, results: [result], nameOf: () => "Ann" }).get("reports/ann.md") ?? "";
  expect(page.match(/It ended\./g)).toHaveLength(1);
  expect(page).not.toContain("## ");
});

test("a task that is left out is not graded, blocks no other, and is in no total", () => {
  const scores = scoreOf([{ ...task("a"), left: true }, task("b", ["a"])], [check("b", "1", false), check("b", "2", true)], () => false);
  expect(scores.map(({ points, state }) => [points, state])).toEqual([[0, "not graded"], [3, "failed"]]);
  expect(mostOf(scores)).toBe(6);
});

const manifest = (dependencies: object, more: object = {}) => JSON.stringify({ name: "app", dependencies, ...more });
const lock = (packages: object) => JSON.stringify({ packages });

test.each<[string, object, string | undefined]>([
  ["(none)", { manifest: manifest({ pg: "8" }) }, undefined],
  ["(name and scripts, which are allowed)", { manifest: manifest({ pg: "8" }, { name: "mine", scripts: { preinstall: "rm -rf /" } }) }, undefined],
  ["(an added package)", { manifest: manifest({ pg: "8", "left-pad": "1" }) }, 'package.json adds "left-pad"'],
  ["(a version)", { manifest: manifest({ pg: "9" }) }, 'package.json changes "pg"'],
  ["(overrides)", { manifest: manifest({ pg: "8" }, { overrides: { pg: "7" } }) }, 'package.json adds "pg"'],
  ["(all packages removed)", { manifest: manifest({}) }, 'package.json removes "pg"'],
  ["(a missing package.json)", {}, "package.json is missing"],
  ["(invalid JSON)", { manifest: "[" }, "package.json cannot be read"],
  ["(details that npm adds to the lock file, which are allowed)", { manifest: manifest({ pg: "8" }), lock: lock({ "node_modules/pg": { version: "8", integrity: "x", peer: true, libc: ["musl"] } }) }, undefined],
  ["(the hash of a download)", { manifest: manifest({ pg: "8" }), lock: lock({ "node_modules/pg": { version: "8", integrity: "evil" } }) }, 'the lock file changes "pg"'],
  ["(four added packages)", { manifest: manifest({ pg: "8", a: "1", b: "1", c: "1", d: "1" }) }, 'package.json adds "a", adds "b", adds "c" and 1 more'],
])("the package changes %s are reported", (_, theirs, says) => {
  const ours = { manifest: manifest({ pg: "8" }), lock: lock({ "": {}, "node_modules/pg": { version: "8", integrity: "x" } }) };
  expect(packageChanges(ours, theirs)).toBe(says);
});

test.each([
  ["file:///app/src/app.js:60\n  );\n  ^\n\nSyntaxError: Unexpected token ')'\n    at x (node:internal/x:1:2)", " It said, in src/app.js:60: SyntaxError: Unexpected token ')'"],
  ["/app/src/a b/app.cjs:6\n^\nSyntaxError: no", " It said: SyntaxError: no"],
  ["file:///app/src/app.js:1\nimport { no } from 'express';\nSyntaxError: no export", " It said, in src/app.js:1: SyntaxError: no export"],
  ["file:///app/node_modules/express/x.js:60\nSyntaxError: no", " It said: SyntaxError: no"],
])("the sentence about %j names the place of the mistake", (output, end) => {
  const outcome = { fate: "did not start" as const, detail: "It ended before it answered.", crashes: 0, output };
  expect(sentenceOn(outcome, [])).toBe(`Your app did not start. It ended before it answered.${end}`);
});

test("in the class, a task that was left out comes last, and who handed in nothing is named", () => {
  const known = ["left", "hard", "easy"].map((id) => ({ ...task(id), skill: "s", level: 1 as const, hours: 1, brief: "", hints: ["", ""] as [string, string] }));
  const found = (id: string, points: number, state: "done" | "failed" | "not graded") => ({ id, points, of: 6, state, failures: [] });
  const result: Result = { key: "ann", of: "1", contract: "2", status: "graded", sentence: "s", sandboxed: true, points: 7, tasks: [found("left", 0, "not graded"), found("hard", 1, "failed"), found("easy", 6, "done")] };
  const page = pagesOf({ title: "T", tasks: known, results: [result], nameOf: (key) => `Dr. ${key}`, absent: ["bob", "<cy>"] }).get("reports/class.md") ?? "";
  expect([...page.matchAll(/^\| (left|hard|easy) \|/gm)].map(([, id]) => id)).toEqual(["hard", "easy", "left"]);
  expect(page).toContain("\n\nHanded in nothing: Dr. bob; Dr. \\<cy\\>.\n");
});

test("the page of the class, and no page of a student, names those who handed in the rows of others", () => {
  const row = (key: string, shared?: string[]): Result => ({ key, of: "1", contract: "2", status: "graded", sentence: "s", sandboxed: true, points: 0, tasks: [], ...(shared && { shared }) });
  const pages = pagesOf({ title: "T", tasks: [], results: [row("ann"), row("bo", ["ann", "cy"])], nameOf: (key) => `<${key}>` });
  expect(pages.get("reports/class.md")).toMatch(/not graded\n\n## Shared work\n\n- \\<bo\\> handed in example rows that only \\<ann\\> got\.\n- \\<bo\\> .* only \\<cy\\> got\.\n$/);
  expect(pages.get("reports/bo.md")).not.toContain("rows");
});

test("the sentence for a student contains the app's own error message", () => {
  const outcome = { detail: "It ended before it answered.", crashes: 0, output: "node:internal\nError: \u001b[31mno DATABASE\u0007\n    at x\n(ended with exit code 1)" };
  expect(sentenceOn({ ...outcome, fate: "did not start" }, [])).toBe("Your app did not start. It ended before it answered. It said: Error:  [31mno DATABASE");
  expect(sentenceOn({ ...outcome, fate: "crashed", crashes: 2, output: "" }, [])).toBe("Your app ended 2 times while it was checked, and was started again.");
});

test("output of an app is escaped in the report", () => {
  const known = { id: "a", title: "A", skill: "s", level: 1 as const, hours: 1, points: 6, brief: "", hints: ["", ""] as [string, string], needs: [], interview: ["One?", "Two?"] as [string, string] };
  const failures = [{ check: "it `works`", reason: "<script>alert(1)</script>\n# Heading\u0000" }];
  const result: Result = { key: "ann", of: "1", contract: "2", status: "graded", sentence: "*0* of 1", sandboxed: false, points: 0, tasks: [{ id: "a", points: 0, of: 6, state: "failed", failures }] };
  const page = pagesOf({ title: "T", tasks: [known], results: [result], nameOf: () => "Ann | <b>" }).get("reports/ann.md") ?? "";
  expect(page).toContain("# Ann \\| \\<b\\>\n");
  expect(page).toContain("Graded without a sandbox.");
  expect(page).toContain("- it \\`works\\`\n\n      <script>alert(1)</script>\n      # Heading\n");
});

test("a task is blocked if all of its failures are of checks that could not begin", () => {
  const task = { id: "feed", title: "Feed", points: 6, needs: [], interview: ["?", "?"] as [string, string], starter: [{ file: "a.js", line: "x" }] };
  const result = (passed: boolean, blocked?: boolean) => ({ task: "feed", check: "is RSS", passed, reason: "why", blocked });
  const stateOf = (...checks: CheckResult[]) => scoreOf([task], checks, () => false)[0]?.state;
  expect(stateOf(result(false, true))).toBe("blocked");
  expect(stateOf(result(true), result(false, true))).toBe("blocked");
  expect(stateOf(result(false), result(false, true))).toBe("failed");
  expect(stateOf(result(true))).toBe("done");
  expect(scoreOf([task], [result(true), result(false, true)], () => false)[0]).toMatchObject({ points: 3, failures: [{ check: "is RSS", reason: "why", blocked: true }] });
});
