// Clones: a project is created in a fresh clone from GitHub, and nothing in the clone is lost.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clone, githubFiles, mit } from "../support/clones.ts";
import { git, names, run, temporary } from "../support/sandbox.ts";

test("a clone of an empty repository gets the project and a first commit on its branch, and can be pushed", async () => {
  const { folder, upstream } = await clone({});
  const { exitCode, stdout, stderr } = await run([".", "--yes"], { cwd: folder });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/first commit on trunk/);
  expect(stdout).toContain("To push it to the remote of this clone: git push");
  expect(await git(folder, "log", "--format=%s by %an")).toBe("First commit by Ann O'Neil");
  expect(await git(folder, "status", "--short", "--branch")).toContain("trunk");
  expect(await git(folder, "remote", "get-url", "origin")).toBe(upstream);
  await git(folder, "push", "--quiet");
  expect(await git(upstream, "log", "-1", "--format=%s", "trunk")).toBe("First commit");
});

test("files and history that GitHub put into a clone are kept, extended or replaced", async () => {
  const { folder } = await clone(githubFiles);
  mkdirSync(join(folder, ".idea"));
  writeFileSync(join(folder, ".idea", "workspace.xml"), "<x/>");
  const { exitCode, stderr } = await run(["our-class", "--yes", "--without", "docker"], { cwd: join(folder, "..") });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(await git(folder, "log", "--format=%s")).toBe("First commit\nInitial commit");
  expect((await git(folder, "status", "--short")).replace("?? .idea/", "")).toBe("");
  expect(readFileSync(join(folder, "LICENSE"), "utf8")).toBe(mit);
  const ignored = readFileSync(join(folder, ".gitignore"), "utf8");
  expect(ignored.startsWith(githubFiles[".gitignore"])).toBe(true);
  expect(ignored.split("\n").filter((line) => /^node_modules\/?$/.test(line))).toHaveLength(1);
  expect(ignored).toContain("\n.env\n");
  expect(readFileSync(join(folder, "README.md"), "utf8")).not.toContain("homework");
  expect(names(folder).filter((name) => name.includes("backend-starter-"))).toEqual([]);
  expect(readFileSync(join(folder, ".idea", "workspace.xml"), "utf8")).toBe("<x/>");
});

test.each([[".idea"], [".vscode"], [".idea", ".vscode"]])("a folder that contains only editor settings counts as empty: %s %s", async (...editors) => {
  const cwd = join(temporary(), "my-blog");
  for (const name of editors) mkdirSync(join(cwd, name), { recursive: true });
  expect((await run([".", "--yes"], { cwd })).exitCode).toBe(0);
  expect(names(cwd)).toEqual(expect.arrayContaining([...editors, ".git", "src"]));
});

test("a clone of a local folder is accepted while other clones of it, which share its objects, are created", async () => {
  const { folder } = await clone(githubFiles);
  const parent = temporary();
  await git(parent, "clone", "--quiet", folder, "hers");
  const cloning = Promise.all(Array.from({ length: 30 }, (_, at) => git(parent, "clone", "--quiet", folder, `other-${at}`)));
  const { exitCode, stderr } = await run(["hers", "--yes"], { cwd: parent });
  await cloning;
  expect([exitCode, stderr]).toEqual([0, ""]);
});
