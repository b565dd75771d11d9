// Orders to grade: a small assignment of two tasks with its templates, in folders of its own.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Assignment } from "../../src/classroom/assignment.ts";
import type { Grading } from "../../src/classroom/checking.ts";
import { temporary } from "./sandbox.ts";

const { signal: stop } = new AbortController();

/** Writes files into a folder, and returns it. */
export function write(folder: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const task = (id: string) => ({ id, title: id, skill: "s", level: 1 as const, hours: 1, points: 5, brief: "", hints: ["", ""] as [string, string], needs: [], interview: ["", ""] as [string, string] });
export const tasksFile = JSON.stringify({ tasks: [{ id: "a", starter: [{ file: "a.js", line: "todo" }] }, { id: "b" }, null] });

/** An order for an assignment of two tasks, of which one is checked by tests of the students. */
export function orderFor(grading: Partial<Grading> = {}) {
  const folder = write(temporary(), {
    "solution/check/tasks.json": tasksFile,
    "solution/package.json": "{}\n",
    "solution/node_modules/pg/index.js": "",
    "contract/visible/a.js": "export {};\n",
    "contract/held-back/a.js": "held back\n",
    "contract/visible/b.js": "app.testCopies();\n",
    "contract/visible/notes.txt": "no check\n",
    "starter/.gitignore": "/dist/\n",
  });
  const templates = write(temporary(), {
    "assignments/grade/grader.js": "grader\n",
    "assignments/grade/probe.js": "probe\n",
    "assignments/grade/process/x.js": "no file of the grader\n",
    "assignments/prove/events.js": "events\n",
  });
  const files = (open: unknown[]) => Promise.resolve(new Map([["app.js", "1"], ["check/run.js", open.length === 0 ? "run\n" : "not the solution\n"], [".gitignore", "/out/\n"]]));
  const layer = write(temporary(), { "run.js": "another run\n", "more.js": "more\n", "deeper/x.js": "" });
  const checking = { packages: ["node_modules/pg", "node_modules/none"], grading: { layers: [layer], start: ["node", "app.js"], ready: "/", install: "", settings: {}, ...grading } };
  const assignment = { tasks: [task("a"), task("b")], files, checking } as unknown as Assignment;
  return { folder, assignment, templates, withoutTests: false, isolated: false, atOnce: 1, stop };
}
