// Marked repos: which files of an instructor's repository are read, and which marks and sizes are refused.
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readMarkedRepo, studentsFiles } from "../../src/classroom/marked-repo.ts";
import type { Task } from "../../src/classroom/tasks.ts";
import { messageOf } from "../support/canned.ts";
import { environmentForEach } from "../support/in-process.ts";
import { cleanEnvironment, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const task = (id: string): Task => ({ id, title: id, skill: "s", level: 1, hours: 1, points: 1, brief: "", hints: ["", ""], needs: [], interview: ["", ""] });
const region = (id: string) => `// task ${id}\nsolved();\n// end ${id}\n`;
const marked = { "app.js": region("a"), "assignment/tasks.json": "{}" };

/** A folder with these files, which need not be a repository. */
function folderWith(files: Record<string, string | Buffer>): string {
  const folder = temporary();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const said = (files: Record<string, string | Buffer>, ...ids: string[]) => messageOf(readMarkedRepo(folderWith({ ...marked, ...files }), ["a", ...ids].map(task)));

test("texts are told from other files, and the instructor's folder from what students get", async () => {
  const icon = Buffer.from([0x89, 0x50, 0xff]);
  const folder = folderWith({ ...marked, "ümlaut.txt": "ä\n", "icon.png": icon, "zero.txt": "a\0b", "assignment/contract/x.js": "1", "node_modules/x.js": "2" });
  const { texts, bytes } = await readMarkedRepo(folder, [task("a")]);
  expect(Object.fromEntries(texts)).toEqual({ "app.js": region("a"), "assignment/contract/x.js": "1", "assignment/tasks.json": "{}", "ümlaut.txt": "ä\n" });
  expect([...bytes].map(([path, content]) => [path, Buffer.from(content)])).toEqual([["icon.png", icon], ["zero.txt", Buffer.from("a\0b")]]);
  expect([...studentsFiles(texts).keys()]).toEqual(["app.js", "ümlaut.txt"]);
  expect([...studentsFiles(new Map([["assignment", 1], ["assignments/x", 2], ["assignment/x", 3]])).keys()]).toEqual(["assignment", "assignments/x"]);
});

test.each(["check/run.js", "ASSIGNMENT.md"])("the file %s is the assignment's own", async (path) => {
  expect(await said({ [path]: "" })).toBe(`The repo has "${path}", which an assignment adds itself. Rename it.`);
});

test("files that only resemble those of an assignment are read", async () => {
  expect(await said({ "src/check/run.js": "", "checks.js": "", "src/ASSIGNMENT.md": "" })).toBe("no error");
});

test("a repo that nobody could hand in is refused with its largest file", async () => {
  const folder = folderWith({ ...marked, "small.bin": "", "film.mp4": "", "assignment/film.mp4": "" });
  truncateSync(join(folder, "small.bin"), 1_000);
  truncateSync(join(folder, "film.mp4"), 19_999_000 - region("a").length);
  truncateSync(join(folder, "assignment/film.mp4"), 1_000);
  expect(await messageOf(readMarkedRepo(folder, [task("a")]))).toBe("no error");
  truncateSync(join(folder, "small.bin"), 1_001);
  expect(await messageOf(readMarkedRepo(folder, [task("a")]))).toBe('The repo is larger than 20 MB, the most that a student can hand in. Take large files out of it: the largest is "film.mp4".');
});

test("a repo with more files than anybody could hand in is refused", async () => {
  const folder = folderWith(marked);
  for (let at = 0; at < 1_999; at += 1) writeFileSync(join(folder, `${at}.txt`), "");
  expect(await messageOf(readMarkedRepo(folder, [task("a")]))).toBe("no error");
  writeFileSync(join(folder, "one-more.txt"), "");
  expect(await messageOf(readMarkedRepo(folder, [task("a")]))).toBe("The repo has more than 2000 files, the most that a student can hand in. Leave some out with .gitignore.");
});

test.each(["latin1", "utf16le"] as const)("marks in a text in %s are refused", async (encoding) => {
  expect(await said({ "other.js": Buffer.from(`${region("a")}// Zoë\n`, encoding) })).toBe('"other.js" has marks of tasks, and is not UTF-8. Save it as UTF-8.');
});

test("marks of unknown tasks, and tasks without marks, are refused", async () => {
  expect(await said({ "other.js": region("b") })).toBe("other.js: no task is called b. Add it to assignment/tasks.json, or mend the mark.");
  expect(await said({}, "b")).toBe('No file has a region for the task b. Mark it with "task b" and "end b".');
  expect(await said({ "assignment/other.js": region("b") }, "b")).toBe('No file has a region for the task b. Mark it with "task b" and "end b".');
  expect(await said({ "assignment/other.js": region("c") })).toBe("no error");
});
