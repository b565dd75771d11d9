// Assignment report: what `assignment create` says for each outcome of the starter's first commit.
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Assignment } from "../../src/classroom/assignment.ts";
import type { AssignmentOrder } from "../../src/commands/assignment/assignment-order.ts";
import { reportAssignment, reportAssignmentPlan } from "../../src/commands/assignment/assignment-report.ts";
import type { Contents } from "../../src/draft.ts";
import type { GitOutcome } from "../../src/git/first-commit.ts";
import { environmentForEach, told } from "../support/in-process.ts";
import { cleanEnvironment } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const draft: Contents = new Map([["starter/b.js", "b"], ["assignment.json", "{}"], ["starter/a.js", "a"]]);
const greet = { id: "greet", title: "Greet", skill: "routing", level: 1, points: 5, hours: 1, brief: "", hints: ["", ""], needs: [], interview: ["", ""] };
const count = { ...greet, id: "count", title: "Count", level: 2, points: 9, hours: 2 };
const documented = [{ id: "greet", title: "Greet", level: 1, points: 5, hours: 1 }, { id: "count", title: "Count", level: 2, points: 9, hours: 2 }];

interface Parts {
  name?: string;
  tasks?: (typeof greet)[];
  install?: string;
  git?: GitOutcome;
  due?: string;
  late?: string;
}

function partsOf({ name = "week-3", tasks = [greet, count], install = "npm install", git = { status: "skipped" }, ...more }: Parts) {
  const terms = { due: "2999-12-01", late: undefined, ai: "None.", ...more };
  const assignment = { title: "Week 3", tasks, terms, checking: { install, command: "npm run check" } } as unknown as Assignment;
  const order: AssignmentOrder = { assignment, target: { path: join(process.cwd(), name), exists: false }, created: "2026-11-22" };
  return { order, draft, git };
}

const report = (parts: Parts = {}) => told((terminal) => reportAssignment({ ...partsOf(parts), terminal }));
const plan = (parts: Parts = {}) => told((terminal) => reportAssignmentPlan({ ...partsOf(parts), terminal }));

const wrote = "✔ Wrote 3 files to week-3: a starter with 2 open tasks (14 points, about 3 hours), its solution and their checks";
const next = ["\nNext, to try the starter as a student:\n", "  cd week-3/starter", "  npm install", "  npm run check"];
const prove = "\nTo prove that solution, starter and checks fit: npm start -- assignment prove week-3";
const document = {
  format: 1, directory: join(process.cwd(), "week-3"), title: "Week 3", tasks: documented, due: "2999-12-01", late: undefined, ai: "None.",
  files: ["assignment.json", "starter/a.js", "starter/b.js"],
};

test("a plan lists the files in order, and says that nothing was written", () => {
  const planned = plan();
  expect(planned.text).toBe([
    "Would write 3 files to week-3: a starter with 2 open tasks (14 points, about 3 hours), its solution and their checks\n",
    "  assignment.json\n  starter/a.js\n  starter/b.js", "\nThis was a dry run: nothing was written.",
  ].join("\n"));
  expect(planned.document).toEqual({ ...document, status: "planned" });
});

test("a starter with its commit is reported with the next commands", () => {
  const git: GitOutcome = { status: "committed", branch: "trunk" };
  const reported = report({ git });
  expect(reported.text).toBe([wrote, "✔ Made the first commit of the starter on trunk", ...next, prove].join("\n"));
  expect(reported.document).toEqual({ ...document, status: "created", git });
});

test.each<[GitOutcome, string[]]>([
  [{ status: "skipped" }, []],
  [{ status: "failed", problem: "A hook\nrefused.", finish: ["git commit"] }, ["! Git did not make the first commit of the starter. Its output:\n\nA hook\nrefused."]],
  [{ status: "inside", workTree: "/home/ann" }, ["! Created no Git repository: the folder is part of /home/ann"]],
  [{ status: "missing", finish: ["git init", "git commit"] }, ["! The starter has no commit yet. In it, type:\n\n  git init\n  git commit"]],
  [{ status: "anonymous", finish: ["git commit"] }, ["! The starter has no commit yet. In it, type:\n\n  git commit"]],
])("a first commit with the outcome %j has its own lines", (git, lines) => {
  expect(report({ git }).text).toBe([wrote, ...lines, ...next, prove].join("\n"));
});

test.each<[Pick<Parts, "due" | "late">, string]>([
  [{ due: "2001-12-01" }, "! The deadline is over: 01/12/2001, 23:59:59"],
  [{ due: undefined, late: "10% a day" }, "! Nothing is late without a deadline: add --due"],
])("the terms %j are told, in the plan too", (terms, note) => {
  expect(report(terms).text.split("\n")[1]).toBe(note);
  expect(plan(terms).text).toContain(`\n${note}\n\nThis was a dry run`);
});

test("one task is one, nothing is installed where nothing is needed, and a folder with a space is quoted", () => {
  const { text } = report({ name: "week 3", tasks: [greet], install: "" });
  expect(text).toBe([
    "✔ Wrote 3 files to week 3: a starter with 1 open task (5 points, about 1 hour), its solution and their checks", next[0], '  cd "week 3/starter"', "  npm run check",
    '\nTo prove that solution, starter and checks fit: npm start -- assignment prove "week 3"',
  ].join("\n"));
});
