// Store of a class: one root, one branch per student, the same commits each time, and no duplicates.
import { existsSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { addBranches } from "../../src/handout/branches.ts";
import { secretOf } from "../../src/disk/folder-key.ts";
import { readSeeds } from "../../src/handout/seeds.ts";
import { starterCommit } from "../../src/handout/starter.ts";
import { openStore } from "../../src/handout/store.ts";
import { enrol } from "../../src/roster/enrolment.ts";
import { assignmentForThisFile } from "../support/classes.ts";
import { environmentForEach } from "../support/in-process.ts";
import { cleanEnvironment, git, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const { signal } = new AbortController();
const seedsFile = new URL("../../templates/stacks/express/assignments/api/seeds.json", import.meta.url).pathname;
const people = (...names: string[]) => enrol(names.map((name) => ({ members: [{ name }] })), []).students;
const newAssignment = assignmentForThisFile();
let folder: string;
beforeEach(() => { folder = newAssignment("starter"); });

async function fill(where: string, ...names: string[]) {
  const root = await starterCommit(folder, signal);
  const store = await openStore(where, join(folder, "starter"), root, signal);
  const added = await addBranches({ store, root, students: people(...names), seeds: readSeeds(seedsFile), secret: secretOf(where) });
  return { store, root, added };
}

test("each branch is one commit on top of the starter's, with a greeting and unique example rows", async () => {
  const { store, root } = await fill(folder, "Ann *Lee*", "Bo @all");
  expect(root).toBe(await git(join(folder, "starter"), "rev-parse", "HEAD"));
  for (const key of ["ann-lee", "bo-all"]) expect(await git(store.path, "rev-list", "--parents", key)).toMatch(new RegExp(`^\\w+ ${root}\n${root}$`));
  const readme = await git(store.path, "show", "ann-lee:README.md");
  expect(readme).toMatch(/^# .*\n\nHello Ann \\\*Lee\\\*, this is your own copy, with example rows that only you have\.\n\n/);
  expect(await git(store.path, "show", "bo-all:README.md")).not.toContain("@all");
  const books = await Promise.all(["ann-lee", "bo-all"].map(async (key) => JSON.parse(await git(store.path, "show", `${key}:seeds/books.json`)) as { isbn: string }[]));
  expect(books[0]?.at(-1)?.isbn).not.toBe(books[1]?.at(-1)?.isbn);
  expect(books[0]?.slice(0, -1)).toEqual(books[1]?.slice(0, -1));
  expect(await git(store.path, "diff", "--stat", root, "ann-lee")).toMatch(/3 files changed, 8 insertions\(\+\), 2 deletions\(-\)|3 files changed/);
  expect(await git(store.path, "fsck", "--strict", "--full")).toBe("");
});

test("the same secret gives the same commits in any order, a second run writes nothing, and new students are added", async () => {
  const first = await fill(folder, "Ann", "Bo");
  const other = temporary();
  writeFileSync(join(other, "secret"), readFileSync(join(folder, "secret")));
  const second = await fill(other, "Bo", "Cy", "Ann");
  for (const key of ["ann", "bo"]) expect(await git(first.store.path, "rev-parse", key)).toBe(await git(second.store.path, "rev-parse", key));
  const files = () => readdirSync(first.store.path, { recursive: true, encoding: "utf8" }).sort().map((name) => `${name} ${statSync(join(first.store.path, name)).mtimeMs}`);
  const before = files();
  expect((await fill(folder, "Ann", "Bo")).added).toEqual([]);
  expect(files()).toEqual(before);
  expect((await fill(folder, "Cy", "Ann", "Bo")).added).toEqual(["cy"]);
  const third = temporary();
  await fill(third, "Ann");
  expect(await git(join(third, "store.git"), "rev-parse", "ann")).not.toBe(await git(first.store.path, "rev-parse", "ann"));
});

test("files with personal data are private and ignored by Git", async () => {
  await fill(folder, "Ann");
  expect([statSync(join(folder, "secret")).mode & 0o777, statSync(join(folder, "store.git")).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(readFileSync(join(folder, ".gitignore"), "utf8").split("\n").sort()).toEqual(["", "/*.backend-starter-*", "/secret", "/store.git/"]);
});

test("a starter that is missing, changed or without a commit is refused, with the commands to type", async () => {
  writeFileSync(join(folder, "starter/README.md"), "# Changed\n");
  await expect(starterCommit(folder, signal)).rejects.toThrow('The starter has changes that are not committed: "README.md". In ');
  rmSync(join(folder, "starter/.git"), { recursive: true });
  await expect(starterCommit(folder, signal)).rejects.toThrow("The starter has no commit yet. In ");
  rmSync(join(folder, "starter"), { recursive: true });
  await expect(starterCommit(folder, signal)).rejects.toThrow("has no folder starter.");
});

test("an invalid secret and a store that is a link are refused", async () => {
  const elsewhere = temporary();
  symlinkSync(elsewhere, join(folder, "store.git"));
  await expect(fill(folder, "Ann")).rejects.toThrow("is not a folder. Move it away.");
  expect(readdirSync(elsewhere)).toEqual([]);
  rmSync(join(folder, "store.git"));
  writeFileSync(join(folder, "secret"), "letmein\n");
  await expect(fill(folder, "Ann")).rejects.toThrow("does not hold 64 hexadecimal digits.");
  expect(existsSync(join(folder, "class.json"))).toBe(false);
});
