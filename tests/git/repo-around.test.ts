// Surrounding repository: the one that Git or the disk shows around a folder.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refusedRepo, repoAround, repoOnDisk } from "../../src/git/repo-around.ts";
import { environmentForEach } from "../support/in-process.ts";
import { cleanEnvironment, git, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

test("the folder that Git refuses is read from its message", () => {
  expect(refusedRepo("fatal: detected dubious ownership in repository at '/srv/a b'\nTo add an exception")).toBe("/srv/a b");
  expect(refusedRepo("fatal: cannot use bare repository '/srv/x.git' (safe.bareRepository is 'explicit')")).toMatch(/^\/srv\/x\.git/);
  expect(refusedRepo("fatal: not a git repository")).toBeUndefined();
});

test("a work tree, a bare repository and a .git folder are found from inside only", async () => {
  const [tree, bare, none] = [temporary(), temporary(), temporary()];
  await git(tree, "init", "--quiet");
  await git(bare, "init", "--quiet", "--bare");
  mkdirSync(join(tree, "a/b"), { recursive: true });
  expect(await repoAround(join(tree, "a/b"))).toBe(tree);
  expect(await repoAround(join(tree, ".git"))).toBe(join(tree, ".git"));
  expect(await repoAround(bare)).toBe(bare);
  expect(await repoAround(none)).toBeUndefined();
  symlinkSync(join(tree, "a/b"), join(none, "link"));
  expect(await repoAround(join(none, "link"))).toBe(tree);
});

test("on disk, a repository counts even if Git cannot read it, except an empty .git and those above a ceiling", () => {
  const place = temporary();
  mkdirSync(join(place, "a/b/.git"), { recursive: true });
  expect(repoOnDisk(join(place, "a/b"), {})).toBeUndefined();
  writeFileSync(join(place, ".git"), "gitdir: elsewhere");
  expect(repoOnDisk(join(place, "a/b"), {})).toBe(place);
  expect(repoOnDisk(join(place, "a/b"), { GIT_CEILING_DIRECTORIES: `/x:${place}` })).toBeUndefined();
  for (const name of ["HEAD", "objects", "refs"]) mkdirSync(join(place, "a", name));
  expect(repoOnDisk(join(place, "a/b"), {})).toBe(join(place, "a"));
});
