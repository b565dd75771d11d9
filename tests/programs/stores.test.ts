// Stores: what is read of one with Git, an update of the starter and its merge, and what is said about a Git that fails.
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { merged } from "../../src/handout/merging.ts";
import { lastUpdate, newStarter } from "../../src/handout/new-starter.ts";
import { checkGit, contains, fileAt, openStore, refsOf, storeIn, tidy, type Store } from "../../src/handout/store.ts";
import { messageOf } from "../support/canned.ts";
import { environmentForEach } from "../support/in-process.ts";
import { cleanEnvironment, git, programs, temporary } from "../support/sandbox.ts";
import { commitOn, smallClassForThisFile } from "../support/small-class.ts";

environmentForEach(() => cleanEnvironment());

const { signal } = new AbortController();
const stopped = AbortSignal.abort(new Error("Stopped."));
const newClass = smallClassForThisFile();
const twoLines = "one\ntwo, changed\nthree\n";

/** A store that keeps what Git is asked. */
function listening(store: Store): Store & { asked: string[][] } {
  const asked: string[][] = [];
  return { path: store.path, asked, git: (args, more) => (asked.push(args), store.git(args, more)) };
}

test("refs are listed without their prefix, and histories are compared", async () => {
  const { store, known: { root }, tip } = newClass();
  expect([...(await refsOf(store, "refs/heads/"))]).toEqual([["ann", tip]]);
  expect([...(await refsOf(store, "refs/starter/main"))]).toEqual([["", root]]);
  expect([await contains(store, tip, root), await contains(store, root, tip), await contains(store, root, root)]).toEqual([true, false, true]);
  const alone = await commitOn(store.path, "alone", undefined, { "b.txt": "" });
  expect(await contains(store, alone, root)).toBe(false);
});

test("the text of a file is read, and neither a folder nor a link", async () => {
  const { store, tip, folder } = newClass();
  expect(await fileAt(store, tip, "README.md")).toBe("# Week 3\n\nHello Ann.\n");
  expect(await fileAt(store, tip, "b.txt")).toBeUndefined();
  const starter = join(folder, "starter");
  symlinkSync("a.txt", join(starter, "link"));
  mkdirSync(join(starter, "sub"));
  writeFileSync(join(starter, "sub/x.txt"), "");
  writeFileSync(join(starter, "latin.txt"), Buffer.from([0xe4]));
  await git(starter, "add", "--all");
  await git(starter, "commit", "--quiet", "--message", "More");
  const own = { path: starter, git: (args: string[]) => git(starter, ...args) };
  expect([await fileAt(own, "HEAD", "link"), await fileAt(own, "HEAD", "sub")]).toEqual([undefined, undefined]);
  expect(await messageOf(fileAt(own, "HEAD", "latin.txt"))).toBe("latin.txt in the starter is not UTF-8. Save it as UTF-8, and commit it.");
});

test("packs are joined once there are more than 50", async () => {
  const { store } = newClass();
  await store.git(["repack", "-a", "-d", "-q"]);
  const packs = join(store.path, "objects/pack");
  const [pack = ""] = readdirSync(packs).filter((name) => name.endsWith(".pack"));
  const copies = (count: number) => {
    for (let at = 1; at < count; at += 1) for (const end of ["pack", "idx"]) cpSync(join(packs, pack.replace(/pack$/, end)), join(packs, `pack-${String(at).padStart(40, "0")}.${end}`));
  };
  copies(50);
  const [few, many] = [listening(store), listening(store)];
  await tidy(few);
  copies(51);
  await tidy(many);
  expect([few.asked, many.asked]).toEqual([[["count-objects", "-v"]], [["count-objects", "-v"], ["repack", "--quiet", "-d", "--geometric=2"]]]);
});

test("a store that is gone is told from a Git that fails in it", async () => {
  const { folder, store } = newClass();
  expect(await messageOf(store.git(["rev-parse", "--verify", "nothing"]))).toBe("Git failed in store.git. It said: fatal: Needed a single revision");
  expect(await messageOf(storeIn(folder, stopped).git(["rev-parse", "HEAD"]))).toBe("Stopped.");
  rmSync(join(store.path, "HEAD"));
  expect(await messageOf(store.git(["rev-parse", "HEAD"]))).toBe(`${JSON.stringify(store.path)} is missing or damaged. Restore it from a copy, or move what is left of it away and type assignment handout.`);
});

test("a new store has the starter's commit as its root, and nobody's branch", async () => {
  const [{ folder, known: { root } }, place] = [newClass(), temporary()];
  const store = await openStore(place, join(folder, "starter"), root, signal);
  expect(store.path).toBe(join(place, "store.git"));
  expect(await git(store.path, "for-each-ref", "--format=%(objectname) %(refname)")).toBe(`${root} refs/starter/main`);
  expect(await git(store.path, "symbolic-ref", "HEAD")).toBe("refs/heads/_");
  expect(readdirSync(store.path).sort()).toEqual(["HEAD", "config", "objects", "refs"]);
  await openStore(place, "/nowhere", root, signal);
});

test("a store that cannot be made says what Git said", async () => {
  const { known: { root } } = newClass();
  const place = temporary();
  expect(await messageOf(openStore(place, "/nowhere", root, signal))).toMatch(/^Git failed in store\.git\. It said: fatal: '\/nowhere' does not appear to be a git repository\n/);
  process.env.PATH = programs({ git: "echo broken >&2; exit 1" });
  expect(await messageOf(openStore(temporary(), "/nowhere", root, signal))).toBe("Git cannot make the store store.git. It said: broken");
  expect(await messageOf(openStore(temporary(), "/nowhere", root, stopped))).toBe("Stopped.");
});

test("a Git that is missing or broken is told before anything is done", async () => {
  const folder = temporary();
  expect(await messageOf(checkGit(folder, signal))).toBe("no error");
  expect(await messageOf(checkGit(folder, stopped))).toBe("Stopped.");
  process.env.PATH = programs({ git: "echo broken >&2; exit 1" });
  expect(await messageOf(checkGit(folder, signal))).toBe("Git does not work here. It said: broken");
  process.env.PATH = temporary();
  expect(await messageOf(checkGit(folder, signal))).toMatch(/^Git is not installed\. Install it/);
});

const identity = (date: string) => Object.fromEntries(["AUTHOR", "COMMITTER"].flatMap((role) => [[`GIT_${role}_NAME`, "Ann"], [`GIT_${role}_EMAIL`, "ann@example.com"], [`GIT_${role}_DATE`, date]]));

test("a starter that was not changed has no update", async () => {
  const { folder, store, known: { root } } = newClass();
  expect(await newStarter(folder, store, root, signal)).toBeUndefined();
  expect(await lastUpdate(store, root)).toBeUndefined();
});

test("changes of the starter are an update, also if they are not committed", async () => {
  const { folder, store, known: { root } } = newClass();
  writeFileSync(join(folder, "starter/a.txt"), twoLines);
  writeFileSync(join(folder, "starter/new file.txt"), "new\n");
  const before = Math.floor(Date.now() / 1_000);
  const update = await newStarter(folder, store, root, signal);
  const [, seconds = ""] = /^@(\d+) \+0000$/.exec(update?.identity.GIT_AUTHOR_DATE ?? "") ?? [];
  expect(Number(seconds)).toBeGreaterThanOrEqual(before);
  expect(Number(seconds)).toBeLessThan(before + 600);
  const commit = update?.commit ?? "";
  expect(update).toEqual({ number: 1, commit, files: ["a.txt", "new file.txt"], identity: identity(`@${seconds} +0000`) });
  expect(await git(store.path, "show", "-s", "--format=%P %an %ae %at %cn %s", commit)).toBe(`${root} Ann ann@example.com ${seconds} Ann Update 1 of the starter`);
  expect(await git(store.path, "ls-tree", "--name-only", commit)).toBe("README.md\na.txt\nnew file.txt");
  expect(await git(join(folder, "starter"), "status", "--porcelain")).toBe(" M a.txt\n?? \"new file.txt\"");
  await store.git(["update-ref", "refs/starter/main", commit]);
  expect(await lastUpdate(store, root)).toEqual({ number: 1, commit, files: ["a.txt", "new file.txt"], identity: identity(`@${seconds} +0000`) });
  writeFileSync(join(folder, "starter/a.txt"), "one\n");
  expect(await newStarter(folder, store, root, signal)).toMatchObject({ number: 2, files: ["a.txt"] });
});

test("a starter that Git cannot read is told", async () => {
  const { folder, store, known: { root } } = newClass();
  expect(await messageOf(newStarter(folder, store, root, stopped))).toBe("Stopped.");
  rmSync(join(folder, "starter/.git/refs/heads/main"));
  expect(await messageOf(newStarter(folder, store, root, signal))).toBe("Git cannot read the starter. It said: fatal: Not a valid object name HEAD");
});

/** A class with an update of the second line of a.txt, and a student's commit on top of another. */
async function updatedClass() {
  const { store, known: { root }, tip } = newClass();
  const commit = await commitOn(store.path, "update", root, { "a.txt": twoLines });
  const update = { number: 7, commit, files: ["a.txt"], identity: identity("@1700000001 +0000") };
  return { store, root, tip, update, workOn: (parent: string | undefined, files: Record<string, string>) => commitOn(store.path, "work", parent, files) };
}

test("an update is merged into work on other lines, by the author of the starter", async () => {
  const { store, root, tip, update, workOn } = await updatedClass();
  const work = await workOn(tip, { "b.txt": "mine\n" });
  const merge = await merged(store, work, root, update);
  const commit = merge.state === "clean" ? merge.commit : "";
  expect(merge).toEqual({ state: "clean", commit });
  expect(await git(store.path, "show", "-s", "--format=%P %an %ae %at %cn %s", commit)).toBe(`${work} ${update.commit} Ann ann@example.com 1700000001 Ann Merge update 7 of the starter`);
  expect(await git(store.path, "show", `${commit}:a.txt`)).toBe(twoLines.trim());
  expect(await git(store.path, "ls-tree", "--name-only", commit)).toBe("README.md\na.txt\nb.txt");
  expect(await merged(store, work, root, update)).toEqual(merge);
  expect(await merged(store, commit, root, update)).toEqual({ state: "up to date" });
});

test("files with conflicts are named, and work without the starter is unrelated", async () => {
  const { store, root, tip, update, workOn } = await updatedClass();
  expect(await merged(store, await workOn(tip, { "a.txt": "one\nmine\nthree\n" }), root, update)).toEqual({ state: "conflicts", files: ["a.txt"] });
  expect(await merged(store, await workOn(undefined, { "a.txt": "one\n" }), root, update)).toEqual({ state: "unrelated" });
});

test("a Git that does not know the way to merge is told to be too old", async () => {
  const { store, root, tip, update } = await updatedClass();
  const old: Store = { path: store.path, git: (args, more) => store.git(args[0] === "merge-tree" ? ["-c", "alias.old=!echo 'usage: git merge-tree <base-tree> <branch1> <branch2>' >&2; exit 129", "old"] : args, more) };
  expect(await messageOf(merged(old, tip, root, update))).toBe("This Git cannot merge without a folder. Install Git 2.38 or newer.");
  const failing: Store = { path: store.path, git: (args, more) => store.git(args[0] === "merge-tree" ? ["rev-parse", "--verify", "nothing"] : args, more) };
  expect(await messageOf(merged(failing, tip, root, update))).toBe("Git failed in store.git. It said: fatal: Needed a single revision");
});
