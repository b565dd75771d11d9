// Sweep: leftovers of interrupted runs are removed, and folders that only look like them are not.
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { acceptFirst } from "../../src/disk/accept.ts";
import { isSame, fileIdOf, type FileId } from "../../src/disk/file-id.ts";
import { readNote, writeNote, type Move, type Note } from "../../src/disk/note.ts";
import { pause } from "../../src/disk/pause.ts";
import { thisRun } from "../../src/system/process.ts";
import { Staging } from "../../src/disk/staging.ts";
import { sweep, sweepFinished } from "../../src/disk/sweep.ts";
import { findTarget } from "../../src/disk/target.ts";
import type { Draft } from "../../src/draft.ts";
import { names, temporary } from "../support/sandbox.ts";

const draft: Draft = new Map([
  [".gitignore", "node_modules\n"],
  ["README.md", "# Été\n"],
  ["src/app.ts", "export {};\n"],
  ["src/routes/books.ts", "export {};\n"],
  ["tests/app.test.ts", "export {};\n"],
]);
const whole = [".gitignore", "README.md", "src", "tests"];
/** An unused pid: the maximum of Linux is 2^22, others have less. */
const deadPid = 99_999_999;
const inner = `.backend-starter-${deadPid}-0123abcd`;
const wrapperNextTo = `.my-api.backend-starter-${deadPid}-0123abcd`;

/** Stages the draft and leaves it like a killed run. Returns the path of the temporary folder. */
function killed(target: string, note: Partial<Note> = {}): string {
  const staging = new Staging(findTarget(target));
  staging.open(draft);
  for (const [path, text] of draft) writeFileSync(join(staging.project, path), text);
  const wrapper = join(staging.project, "..");
  const dead = wrapper.replace(`-${process.pid}-`, `-${deadPid}-`);
  renameSync(wrapper, dead);
  const written = readNote(dead);
  if (written === undefined) throw new Error("There is no note.");
  writeNote(dead, { ...written, run: { ...written.run, pid: deadPid }, ...note });
  return dead;
}

/** Like killed(), after some of the entries were moved. */
function halfMoved(folder: string, count: number): string {
  const wrapper = killed(folder);
  const project = join(wrapper, "project");
  const moves = ["src", "tests", ".gitignore", "README.md"].map((name): Move => ({ name, ours: fileIdOf(join(project, name)) }));
  const note = readNote(wrapper);
  if (note !== undefined) writeNote(wrapper, { ...note, moves });
  for (const { name } of moves.slice(0, count)) renameSync(join(project, name), join(folder, name));
  pause(20); // The clock of a file system has steps of up to 10 ms: changes of the test are later than the record.
  return wrapper;
}

/** Everything below a folder: path -> file id and text. */
function snapshot(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const textAt = (path: string) => {
    try {
      return readFileSync(join(folder, path), "utf8");
    } catch {
      return "";
    }
  };
  return new Map(paths.sort().map((path) => [path, `${JSON.stringify(fileIdOf(join(folder, path)))} ${textAt(path)}`]));
}

test("the leftover of a killed run next to a new folder is removed and reported", () => {
  const folder = temporary();
  const wrapper = killed(join(folder, "my-api"));
  expect(sweep(join(folder, "my-api"))).toEqual({ removed: [basename(wrapper)], left: [] });
  expect(names(folder)).toEqual([]);
});

test.each([0, 1, 2, 3])("entries that a killed run had moved (%i of 4) are removed and reported, and the folder counts as empty", (count) => {
  const folder = temporary();
  const wrapper = halfMoved(folder, count);
  expect(findTarget(folder).exists).toBe(true);
  const moved = ["src", "tests", ".gitignore", "README.md"].slice(0, count).reverse();
  expect(sweep(folder)).toEqual({ removed: [...moved, basename(wrapper)], left: [] });
  expect(names(folder)).toEqual([]);
});

test("after all entries were moved only the temporary folder is removed, though the folder is refused", () => {
  const folder = temporary();
  const wrapper = halfMoved(folder, 4);
  expect(() => findTarget(folder)).toThrow("is not empty");
  expect(sweepFinished(folder)).toEqual([basename(wrapper)]);
  expect(names(folder)).toEqual(whole);
});

test("a folder that is refused at the start of a run says which leftovers of finished runs were removed", async () => {
  const folder = temporary();
  const wrapper = basename(halfMoved(folder, 4));
  await expect(acceptFirst(folder, true)).rejects.toThrow("Choose a new or an empty folder.");
  await expect(acceptFirst(folder, false)).rejects.toThrow(`Removed what an interrupted run had left: "${wrapper}".`);
  await expect(acceptFirst(folder, false)).rejects.toThrow("Choose a new or an empty folder.");
});

test("moved entries are kept if the folder is refused", () => {
  const folder = temporary();
  halfMoved(folder, 2);
  writeFileSync(join(folder, "notes.txt"), "mine");
  const before = snapshot(folder);
  expect(() => findTarget(folder)).toThrow('it holds "notes.txt". Choose');
  expect(sweepFinished(folder)).toEqual([]);
  expect(snapshot(folder)).toEqual(before);
});

test("after a killed sweep, files of the user with the same names are kept", () => {
  const folder = temporary();
  const wrapper = halfMoved(folder, 0);
  renameSync(join(wrapper, "project"), join(wrapper, "removed"));
  writeFileSync(join(folder, "README.md"), "mine");
  sweep(folder);
  expect(names(folder)).toEqual(["README.md"]);
});

test.each([["nothing", []], ["an empty note", ["staging.json.new"]]])("the leftover of a run that was killed at its first step (%s) is removed", (_, files) => {
  const folder = temporary();
  mkdirSync(join(folder, wrapperNextTo));
  for (const name of files) writeFileSync(join(folder, wrapperNextTo, name), "");
  sweep(join(folder, "my-api"));
  expect(names(folder)).toEqual([]);
});

test("the temporary folder of a live run is kept, and its folder is refused", () => {
  const folder = temporary();
  new Staging(findTarget(folder)).open(draft);
  const before = snapshot(folder);
  expect(() => findTarget(folder)).toThrow("Another run is working in");
  expect(sweep(folder)).toEqual({ removed: [], left: [] });
  expect(snapshot(folder)).toEqual(before);
});

test.skipIf(process.platform !== "linux")("a run counts as over if another process has its pid", () => {
  const folder = temporary();
  killed(folder, { run: { ...thisRun(), began: "1" } });
  sweep(folder);
  expect(names(folder)).toEqual([]);
});

/** Changes of a user to entries that a killed run had placed, which must be kept. */
const changes: Record<string, (folder: string) => void> = {
  "a file in a folder": (folder) => writeFileSync(join(folder, "src", "app.ts"), "mine"),
  "a file deep in a folder": (folder) => writeFileSync(join(folder, "src", "routes", "books.ts"), "mine"),
  "a file more, as old as the others": (folder) => {
    writeFileSync(join(folder, "src", "routes", "mine.ts"), "mine");
    utimesSync(join(folder, "src", "routes", "mine.ts"), 1, 1);
  },
  "a file of the same name": (folder) => {
    writeFileSync(join(folder, "mine"), "mine");
    renameSync(join(folder, "mine"), join(folder, "README.md"));
  },
  "a folder of the same name": (folder) => {
    renameSync(join(folder, "src"), join(folder, "..", "src"));
    mkdirSync(join(folder, "src"));
  },
};

test.each(Object.keys(changes))("moved entries that were changed since are kept: %s", (change) => {
  const folder = join(temporary(), "here");
  mkdirSync(folder);
  halfMoved(folder, 3);
  changes[change]?.(folder);
  if (change === "a file of the same name") renameSync(join(folder, "README.md"), join(folder, ".gitignore"));
  const before = snapshot(folder);
  expect(() => findTarget(folder)).toThrow(/is not empty.*which has been changed since: it was not changed/);
  sweep(folder);
  expect(snapshot(folder)).toEqual(before);
});

/** A record as an archive could contain it: everything except what the system assigns when it unpacks a file. */
function forged(wrapper: string, moves: unknown[], more: object = {}): string {
  return JSON.stringify({ format: 2, run: { ...thisRun(), pid: deadPid }, wrapper: { inode: "1", born: "1" }, moves, ...more, path: wrapper });
}

const any: FileId = { inode: "1", born: "1" };

/** Ways to forge a temporary folder of ours. `keep` and `src` must be kept. */
const forgeries: Record<string, (folder: string, wrapper: string) => void> = {
  "the first format, with a path": (_, wrapper) =>
    writeFileSync(join(wrapper, "staging.json"), JSON.stringify({ format: 1, pid: deadPid, host: hostname(), parentsMade: 3, entries: ["../v/keep", "keep", "src", "b"] })),
  "ids that are guessed": (_, wrapper) => writeFileSync(join(wrapper, "staging.json"), forged(wrapper, [{ name: "src", ours: any }, { name: "a", ours: any }])),
  "a true id of the wrapper, false ones of the moves": (_, wrapper) =>
    writeFileSync(join(wrapper, "staging.json"), forged(wrapper, [{ name: "src", ours: any }, { name: "a", ours: any }], { wrapper: fileIdOf(wrapper) })),
  "a path as a name": (folder, wrapper) =>
    writeFileSync(join(wrapper, "staging.json"), forged(wrapper, [{ name: "../keep", ours: fileIdOf(join(folder, "..", "keep")) }, { name: "a", ours: any }], { wrapper: fileIdOf(wrapper) })),
  "a copy of a true one": (folder, wrapper) => {
    const real = join(folder, "..", "elsewhere");
    mkdirSync(real);
    cpSync(halfMoved(real, 2), wrapper, { recursive: true, preserveTimestamps: true });
  },
  "a copy of one that had moved nothing": (folder, wrapper) => {
    const real = join(folder, "..", "elsewhere");
    mkdirSync(real);
    rmdirSync(join(wrapper, "project", "a"));
    cpSync(killed(real), wrapper, { recursive: true, preserveTimestamps: true });
  },
  "another host": (folder, wrapper) => {
    const moves = [{ name: "src", ours: fileIdOf(join(folder, "src")) }, { name: "a", ours: any }];
    writeFileSync(join(wrapper, "staging.json"), forged(wrapper, moves, { wrapper: fileIdOf(wrapper), run: { ...thisRun(), pid: deadPid, host: "elsewhere" } }));
    utimesSync(wrapper, 1, 1);
  },
  "another boot": (folder, wrapper) => {
    const moves = [{ name: "src", ours: fileIdOf(join(folder, "src")) }, { name: "a", ours: any }];
    writeFileSync(join(wrapper, "staging.json"), forged(wrapper, moves, { wrapper: fileIdOf(wrapper), run: { ...thisRun(), pid: deadPid, boot: "another" } }));
  },
  "a folder that others may write to": (folder, wrapper) => {
    const moves = [{ name: "src", ours: fileIdOf(join(folder, "src")) }, { name: "a", ours: any }];
    writeFileSync(join(wrapper, "staging.json"), forged(wrapper, moves, { wrapper: fileIdOf(wrapper) }));
    chmodSync(wrapper, 0o770);
  },
  "something else in it": (_, wrapper) => {
    writeFileSync(join(wrapper, "staging.json"), forged(wrapper, [], { wrapper: fileIdOf(wrapper) }));
    writeFileSync(join(wrapper, "thesis.txt"), "mine");
  },
  "no note": (_, wrapper) => writeFileSync(join(wrapper, "project", "thesis.txt"), "mine"),
  "a note that is no JSON": (_, wrapper) => writeFileSync(join(wrapper, "staging.json"), "[".repeat(50_000)),
  "a note that is a link": (folder, wrapper) => {
    writeFileSync(join(folder, "..", "note.json"), forged(wrapper, [], { wrapper: fileIdOf(wrapper) }));
    symlinkSync(join(folder, "..", "note.json"), join(wrapper, "staging.json"));
  },
};

test.each(Object.keys(forgeries))("a forged leftover removes nothing, in or next to a target: %s", (forgery) => {
  const folder = join(temporary(), "my-api");
  for (const name of ["keep", "my-api/src", `my-api/${inner}/project/a`]) mkdirSync(join(folder, "..", name), { recursive: true });
  writeFileSync(join(folder, "src", "mine.ts"), "mine");
  chmodSync(join(folder, inner), 0o700);
  forgeries[forgery]?.(folder, join(folder, inner));
  const before = snapshot(join(folder, ".."));
  expect(() => findTarget(folder)).toThrow(/is not empty.*it was not changed/);
  for (const target of [folder, join(folder, "new"), join(folder, "..", "other")]) {
    sweepFinished(target);
    sweep(target);
    expect(snapshot(join(folder, ".."))).toEqual(before);
  }
});

test("a record with the true ID of a file older than the temporary folder does not remove the file", () => {
  const folder = temporary();
  writeFileSync(join(folder, "mine.txt"), "mine\n");
  pause(20);
  const wrapper = killed(join(folder, "sub"));
  const inside = join(folder, basename(wrapper).replace("sub.", ""));
  renameSync(wrapper, inside);
  const note = readNote(inside);
  if (note !== undefined) writeNote(inside, { ...note, moves: [{ name: "mine.txt", ours: fileIdOf(join(folder, "mine.txt")) }, { name: "src", ours: fileIdOf(join(inside, "project", "src")) }] });
  expect(sweep(folder).removed).toEqual([]);
  expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("mine\n");
});

test("files that the user wrote into the temporary folder are kept", () => {
  const folder = temporary();
  const wrapper = halfMoved(folder, 1);
  writeFileSync(join(wrapper, "project", "tests", "mine.ts"), "mine\n");
  expect(sweep(folder).removed).toEqual([]);
  expect(readFileSync(join(wrapper, "project", "tests", "mine.ts"), "utf8")).toBe("mine\n");
});

test("a leftover that is not provably ours is reported, for its own target only", () => {
  const folder = temporary();
  mkdirSync(join(folder, wrapperNextTo));
  writeFileSync(join(folder, wrapperNextTo, "thesis.txt"), "mine");
  expect(sweep(join(folder, "my-api")).left).toEqual([`"${wrapperNextTo}" holds "thesis.txt", which is not ours`]);
  expect(sweep(join(folder, "another")).left).toEqual([]);
});

test("control characters in the name of a leftover are escaped", () => {
  const folder = temporary();
  mkdirSync(join(folder, "my-api", `.\u202e\u001b[31m.backend-starter-${deadPid}-0123abcd`, "x"), { recursive: true });
  expect(() => findTarget(join(folder, "my-api"))).toThrow(/"\.\\u202E\\u001b\[31m\.backend-starter/);
  expect(sweep(join(folder, "my-api")).left).toEqual([expect.stringMatching(/^"\.\\u202E\\u001b\[31m/)]);
});

test.skipIf(process.getuid?.() === 0)("a leftover that cannot be removed is reported, without an error", () => {
  const folder = temporary();
  const wrapper = killed(join(folder, "my-api"));
  chmodSync(folder, 0o500);
  const { removed, left } = sweep(join(folder, "my-api"));
  chmodSync(folder, 0o700);
  expect([removed, left]).toEqual([[], [`"${basename(wrapper)}" could not be removed (EACCES)`]]);
});

test("a symbolic link named like a temporary folder is not followed", () => {
  const folder = temporary();
  const real = killed(join(folder, "elsewhere", "x"));
  mkdirSync(join(folder, "here"));
  symlinkSync(real, join(folder, "here", inner));
  const before = snapshot(folder);
  expect(sweep(join(folder, "here", "new"))).toEqual({ removed: [], left: [] });
  expect(() => findTarget(join(folder, "here"))).toThrow("is no folder");
  expect(snapshot(folder)).toEqual(before);
});

test.skipIf(process.getuid?.() !== 0)("a leftover of another user is not changed", () => {
  const folder = temporary();
  const wrapper = halfMoved(folder, 2);
  chownSync(wrapper, 65_534, 65_534);
  const before = snapshot(folder);
  expect(sweep(folder).left).toEqual([`"${basename(wrapper)}" belongs to another user`]);
  expect(snapshot(folder)).toEqual(before);
});

test("a file ID changes with a copy, and not with a rename", () => {
  const folder = temporary();
  writeFileSync(join(folder, "a"), "");
  const id = fileIdOf(join(folder, "a"));
  renameSync(join(folder, "a"), join(folder, "b"));
  cpSync(join(folder, "b"), join(folder, "a"), { preserveTimestamps: true });
  expect([isSame(join(folder, "a"), id), isSame(join(folder, "b"), id)]).toEqual([false, true]);
});
