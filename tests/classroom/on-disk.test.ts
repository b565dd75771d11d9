// Assignments on disk: what is read of a folder, and what stands in for a file.
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checksOnDisk, tasksOnDisk } from "../../src/classroom/on-disk.ts";
import { contractIn } from "../../src/classroom/task-set.ts";
import { writeIn } from "../support/marked-assignment.ts";
import { temporary } from "../support/sandbox.ts";

const advice = "Bring it back, or create the assignment again in another folder and copy it from there.";

test("the checks are the scripts of both folders", () => {
  const folder = temporary();
  expect([...checksOnDisk(folder)]).toEqual([]);
  writeIn(folder, { "contract/visible/b.js": "b", "contract/visible/a.js": "a", "contract/visible/notes.md": "", "contract/held-back/a.js": "more" });
  expect([...checksOnDisk(folder)]).toEqual([["check/tasks/a.js", "a"], ["check/tasks/b.js", "b"], ["check/held-back/a.js", "more"]]);
});

test("a folder that is a file, a file that is a folder, and links in a circle are refused", () => {
  const [file, dir, loop] = [temporary(), temporary(), temporary()];
  writeIn(file, { "contract/visible": "" });
  expect(() => checksOnDisk(file)).toThrow(`${JSON.stringify(join(file, "contract/visible"))} is not a folder. ${advice}`);
  expect(() => contractIn(join(file, "contract/visible"))).toThrow(`${JSON.stringify(join(file, "contract/visible"))} is not a folder. Move it away.`);
  mkdirSync(join(dir, "contract/held-back/x.js"), { recursive: true });
  expect(() => checksOnDisk(dir)).toThrow(`x.js" is not a file. ${advice}`);
  mkdirSync(join(loop, "contract/visible"), { recursive: true });
  symlinkSync("x.js", join(loop, "contract/visible/x.js"));
  expect(() => checksOnDisk(loop)).toThrow(`x.js" cannot be read: its links lead in a circle (ELOOP). ${advice}`);
});

test("a solution without its tasks is refused", () => {
  const folder = temporary();
  expect(() => tasksOnDisk(folder)).toThrow(`${JSON.stringify(join(folder, "solution/check/tasks.json"))} cannot be read: it is missing (ENOENT). ${advice}`);
  writeIn(folder, { "solution/check/tasks.json": "{}" });
  expect(tasksOnDisk(folder)).toBe("{}");
});
