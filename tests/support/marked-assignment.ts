// Marked assignment: one of a single task, written without a command, for tests that only read it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporary } from "./sandbox.ts";

const greet = { id: "greet", title: "Greet", skill: "routing", level: 1, hours: 1, points: 5, brief: "Greet.", hints: ["One.", "Two."], needs: [], interview: ["One?", "Two?"] };
const run = { install: "", start: "node server.js", ready: "/health" };

/** Writes `week-3` into a temporary folder, with further texts: path -> text. */
export function markedAssignment(kept: object = {}, more: Record<string, string> = {}): string {
  const folder = join(temporary(), "week-3");
  const receipt = { format: 1, version: "0.1.0", title: "Week 3", tasks: [{ id: "greet", points: 5, needs: [] }], source: "source" };
  writeIn(folder, {
    "assignment.json": JSON.stringify({ ...receipt, ...kept }),
    "source/assignment/tasks.json": JSON.stringify({ run, tasks: [greet] }),
    "source/server.js": "// task greet\nhello();\n// end greet\n",
    "solution/check/tasks.json": JSON.stringify({ tasks: [{ id: "greet", starter: [] }] }),
    ...more,
  });
  return folder;
}

/** Writes texts into a folder: path -> text. */
export function writeIn(folder: string, texts: Record<string, string>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The text of a class.json. */
export function classTextOf(students: object[], more: object = {}): string {
  return JSON.stringify({ format: 1, root: "a".repeat(40), students, ...more });
}
