// Staging: a project appears at its target completely or not at all.
import { lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pause } from "../../src/disk/pause.ts";
import { Staging } from "../../src/disk/staging.ts";
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

async function stage(staging: Staging | undefined, files: Draft): Promise<void> {
  staging?.open(files);
  await staging?.write(files);
}

test("a new folder appears whole, by one rename, and the temporary folder is removed", async () => {
  const folder = temporary();
  const staging = new Staging(findTarget(join(folder, "my-api")));
  await stage(staging, draft);
  expect(names(folder)).toHaveLength(1);
  staging.place();
  expect(names(folder)).toEqual(["my-api"]);
  expect(names(join(folder, "my-api"))).toEqual(whole);
  expect(readFileSync(join(folder, "my-api", "README.md"), "utf8")).toBe("# Été\n");
});

test("an existing empty folder is filled", async () => {
  const folder = temporary();
  const staging = new Staging(findTarget(folder));
  await stage(staging, draft);
  staging.place();
  expect(names(folder)).toEqual(whole);
});

test.each(["new", "existing"])("removing a staging leaves nothing (%s folder)", async (kind) => {
  const folder = temporary();
  const staging = new Staging(findTarget(kind === "new" ? join(folder, "a", "b", "my-api") : folder));
  await stage(staging, draft);
  staging.remove();
  expect(names(folder)).toEqual([]);
});

test("a parent folder that existed before is never removed", async () => {
  const folder = temporary();
  mkdirSync(join(folder, "a"));
  const staging = new Staging(findTarget(join(folder, "a", "b", "my-api")));
  await stage(staging, draft);
  staging.remove();
  expect(names(folder)).toEqual(["a"]);
  expect(names(join(folder, "a"))).toEqual([]);
});

test("changes of the user to a placed entry are kept when the run is undone", async () => {
  const folder = temporary();
  const staging = new Staging(findTarget(folder));
  await stage(staging, draft);
  writeFileSync(join(folder, "tests"), "in the way of the second move");
  expect(() => staging.place()).toThrow("was created by another program during this run");
  rmSync(join(folder, "src"), { recursive: true });
  mkdirSync(join(folder, "src"));
  staging.remove();
  expect(names(folder)).toEqual(["src", "tests"]);
});

/** A clone, and a staging whose files replace some of the clone's files. */
async function inClone(): Promise<{ folder: string; staging: Staging }> {
  const folder = temporary();
  mkdirSync(join(folder, ".git"));
  for (const [name, text] of [["README.md", "# mine\n"], [".gitignore", "mine\n"], ["LICENSE", "MIT"], [".git/HEAD", "mine"]] as const) writeFileSync(join(folder, name), text);
  pause(20); // The clock of a file system has steps of up to 10 ms: afterwards, the files are older than the staging.
  const staging = new Staging(findTarget(folder));
  await stage(staging, new Map([...draft, ["zz.txt", "ours"], [".git/HEAD", "ours"]]));
  return { folder, staging };
}

function textsOf(folder: string): string[] {
  return ["README.md", ".gitignore", "LICENSE", ".git/HEAD"].map((name) => readFileSync(join(folder, name), "utf8"));
}

test("in a clone, only .git and the files of GitHub are replaced", async () => {
  const { folder, staging } = await inClone();
  staging.place();
  expect(textsOf(folder)).toEqual(["# Été\n", "node_modules\n", "MIT", "ours"]);
  expect(names(folder)).toEqual([".git", ".gitignore", "LICENSE", "README.md", "src", "tests", "zz.txt"]);
});

test("replaced files of a clone are restored when the run is undone", async () => {
  const { folder, staging } = await inClone();
  writeFileSync(join(folder, "zz.txt"), "mine");
  expect(() => staging.place()).toThrow("was created by another program during this run");
  expect(textsOf(folder).slice(0, 2)).toEqual(["# Été\n", "node_modules\n"]);
  staging.remove();
  expect(textsOf(folder)).toEqual(["# mine\n", "mine\n", "MIT", "mine"]);
  expect(names(folder)).toEqual([".git", ".gitignore", "LICENSE", "README.md", "zz.txt"]);
});

test.each(["README.md", ".git/HEAD"])("a file that changes in a clone meanwhile is not replaced (%s)", async (name) => {
  const { folder, staging } = await inClone();
  pause(20);
  writeFileSync(join(folder, name), "mine, and newer");
  expect(() => staging.place()).toThrow("was created by another program during this run");
  staging.remove();
  expect(readFileSync(join(folder, name), "utf8")).toBe("mine, and newer");
});

test("a temporary folder is ignored by a Git repository around it", async () => {
  const folder = temporary();
  await stage(new Staging(findTarget(folder)), draft);
  expect(readFileSync(join(folder, names(folder)[0] ?? "", ".gitignore"), "utf8")).toBe("*\n");
});

test("of two runs for one new folder the first succeeds, and the second leaves nothing", async () => {
  const folder = temporary();
  const [first, second] = [1, 2].map(() => new Staging(findTarget(join(folder, "my-api"))));
  await stage(first, draft);
  await stage(second, new Map([["other.txt", ""]]));
  first?.place();
  expect(() => second?.place()).toThrow("was created by another program during this run");
  second?.remove();
  expect(names(folder)).toEqual(["my-api"]);
  expect(names(join(folder, "my-api"))).toEqual(whole);
});

test("a folder created meanwhile is not overwritten, even if it is empty", async () => {
  const folder = temporary();
  const staging = new Staging(findTarget(join(folder, "my-api")));
  await stage(staging, draft);
  mkdirSync(join(folder, "my-api"));
  expect(() => staging.place()).toThrow("was created by another program during this run");
  staging.remove();
  expect(names(join(folder, "my-api"))).toEqual([]);
});

test("a file created meanwhile in an existing folder is kept, and the run leaves nothing else", async () => {
  const folder = temporary();
  const staging = new Staging(findTarget(folder));
  await stage(staging, draft);
  writeFileSync(join(folder, "README.md"), "mine");
  expect(() => staging.place()).toThrow("was created by another program during this run");
  staging.remove();
  expect(names(folder)).toEqual(["README.md"]);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("mine");
});

test("of two runs for one existing folder the first succeeds; folders are moved first, because their targets are exclusive", async () => {
  const folder = temporary();
  const [first, second] = [1, 2].map(() => new Staging(findTarget(folder)));
  await stage(first, draft);
  expect(() => findTarget(folder)).toThrow("Another run is working in");
  await stage(second, new Map([...draft, [".git/HEAD", ""]]));
  first?.place();
  expect(() => second?.place()).toThrow("was created by another program during this run");
  const note = JSON.parse(readFileSync(join(second?.project ?? "", "..", "staging.json"), "utf8")) as { moves: { name: string }[] };
  expect(note.moves.map(({ name }) => name)).toEqual(["src", "tests", ".gitignore", "README.md", ".git"]);
  second?.remove();
  expect(names(folder)).toEqual(whole);
});

test("a stop between two files ends the writing", async () => {
  const folder = temporary();
  const staging = new Staging(findTarget(join(folder, "my-api")));
  const reason = new Error("stop");
  staging.open(draft);
  await expect(staging.write(draft, AbortSignal.abort(reason))).rejects.toThrow(reason);
  staging.remove();
  expect(names(folder)).toEqual([]);
});

test("between sixteen files, others have their turn", async () => {
  const staging = new Staging(findTarget(join(temporary(), "my-api")));
  const files: Draft = new Map(Array.from({ length: 40 }, (_, at) => [`${String(at).padStart(2, "0")}.txt`, ""]));
  staging.open(files);
  const stop = new AbortController();
  const writing = staging.write(files, stop.signal);
  setImmediate(() => stop.abort(new Error("stop")));
  await expect(writing).rejects.toThrow("stop");
  expect(names(staging.project)).toEqual([...files.keys()].slice(0, 16));
  staging.remove();
});

test("the wrapper of a new folder is next to it, and that of an existing one in it", () => {
  const folder = temporary();
  expect(new Staging(findTarget(join(folder, "my-api"))).project).toMatch(new RegExp(`^${folder}/\\.my-api\\.backend-starter-\\d+-[0-9a-f]{8}/project$`));
  expect(new Staging(findTarget(folder)).project).toMatch(new RegExp(`^${folder}/\\.backend-starter-\\d+-[0-9a-f]{8}/project$`));
});

test("a file that is there already is not written again", async () => {
  const folder = temporary();
  const staging = new Staging(findTarget(join(folder, "my-api")));
  staging.open(draft);
  writeFileSync(join(staging.project, "README.md"), "other");
  await expect(staging.write(draft)).rejects.toThrow(`Cannot write ${JSON.stringify(join(folder, "my-api"))}: the system refused (EEXIST). Nothing was written. Choose another folder.`);
  expect(readFileSync(join(staging.project, "README.md"), "utf8")).toBe("other");
  staging.remove();
});

test("a folder that appears in place of the target is named, and so is any other refusal of the disk", async () => {
  const folder = temporary();
  const target = join(folder, "my-api");
  const staging = new Staging(findTarget(target));
  await stage(staging, draft);
  mkdirSync(target);
  expect(() => staging.place()).toThrow(`${JSON.stringify(target)} was created by another program during this run. It was not changed, and nothing was written. Choose another folder.`);
  rmSync(target, { recursive: true });
  rmSync(staging.project, { recursive: true });
  expect(() => staging.place()).toThrow(`Cannot write ${JSON.stringify(target)}: a parent folder is missing (ENOENT). Nothing was written. Choose another folder.`);
  staging.remove();
});

test("nothing can be placed into a folder before it is staged", () => {
  expect(() => new Staging(findTarget(temporary())).place()).toThrow("Nothing is staged.");
});

test("a staging can be removed before it was opened, and twice", async () => {
  const folder = temporary();
  const staging = new Staging(findTarget(join(folder, "a/my-api")));
  staging.remove();
  await stage(staging, draft);
  staging.remove();
  mkdirSync(join(folder, "a"));
  staging.remove();
  expect(names(folder)).toEqual(["a"]);
});

test("the copy of a repository has its links and times", () => {
  const folder = temporary();
  mkdirSync(join(folder, ".git/refs"), { recursive: true });
  writeFileSync(join(folder, ".git/HEAD"), "ref: refs/heads/main\n");
  utimesSync(join(folder, ".git/HEAD"), 1_000, 1_000);
  symlinkSync("HEAD", join(folder, ".git/link"));
  const staging = new Staging(findTarget(folder));
  staging.open(new Map());
  staging.copyRepo();
  const copy = join(staging.project, ".git");
  expect([names(copy), readlinkSync(join(copy, "link")), lstatSync(join(copy, "HEAD")).mtimeMs]).toEqual([["HEAD", "link", "refs"], "HEAD", 1_000_000]);
  rmSync(join(folder, ".git"), { recursive: true });
  rmSync(copy, { recursive: true });
  expect(() => staging.copyRepo()).toThrow(`Cannot write ${JSON.stringify(folder)}: a parent folder is missing (ENOENT).`);
  staging.remove();
});
