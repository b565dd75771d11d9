// First commits: what Git, its settings and the folder around make of one, in this process.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commit, create, settings, steps } from "../support/created.ts";
import { environmentForEach } from "../support/in-process.ts";
import { ann, cleanEnvironment, git, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

test.each([
  ["", ['  git config --global user.name "Your Name"', '  git config --global user.email "you@example.com"']],
  ["[user]\n\tname = Ann\n", ['  git config --global user.email "you@example.com"']],
  ["[user]\n\temail = ann@example.com\n", ['  git config --global user.name "Your Name"']],
])("if Git knows only %j of the user, a repository without a commit is created, and the missing commands are printed", async (text, tell) => {
  settings(text);
  const folder = join(temporary(), "my-blog");
  const report = await create(folder);
  expect([report.exitCode, report.text.split("\n")]).toEqual([0, [
    "✔ Wrote N files to FOLDER", "! Created a Git repository without a commit: Git does not know who you are; the commands below set this and commit",
    "", "Next:", "", "  cd FOLDER", ...tell, ...commit, ...steps,
  ]]);
  expect(await git(folder, "symbolic-ref", "HEAD")).toBe("refs/heads/main");
});

test("the output of a hook that refuses the commit is shown, with the commands that try again", async () => {
  const hooks = programs({ "pre-commit": "echo 'Ask the team first.' >&2; exit 1" });
  settings(`${ann}[core]\n\thooksPath = ${hooks}\n`);
  const folder = join(temporary(), "my-blog");
  const { exitCode, text } = await create(folder);
  expect(exitCode).toBe(3);
  expect(text).toContain("! Git did not make the first commit; the commands below try again. Its output:\n\n  Ask the team first.\n\nNext:\n");
  expect(text).toContain(`  cd FOLDER\n${commit.join("\n")}\n${steps.join("\n")}`);
  expect(text).not.toContain("To put it on GitHub");
});

test("a folder in another repository gets no repository", async () => {
  const outer = temporary();
  await git(outer, "init", "--quiet");
  const { exitCode, text, document } = await create(join(outer, "my-blog"));
  expect([exitCode, text.split("\n")[1]]).toEqual([0, `! Created no Git repository: the folder is part of ${outer}`]);
  expect(document).toMatchObject({ status: "created", git: { status: "inside", workTree: outer } });
  const asked = await create(join(outer, "other"), "--git");
  expect([asked.exitCode, (asked.document as { status: string }).status]).toEqual([3, "unfinished"]);
});

test("GIT_DIR and GIT_INDEX_FILE of a calling hook are ignored, and GIT_AUTHOR_NAME is used", async () => {
  const other = temporary();
  await git(other, "init", "--quiet");
  const folder = join(temporary(), "my-blog");
  Object.assign(process.env, { GIT_DIR: join(other, ".git"), GIT_INDEX_FILE: join(other, "index"), GIT_AUTHOR_NAME: "Zoe" });
  expect((await create(folder)).exitCode).toBe(0);
  expect(existsSync(join(other, "index"))).toBe(false);
  expect(await git(folder, "log", "--format=%an")).toBe("Zoe");
});

test("the user's global ignore list excludes nothing from the commit", async () => {
  const list = join(temporary(), "ignored");
  writeFileSync(list, "*.md\n.env.example\nsrc/\n");
  settings(`${ann}[core]\n\texcludesFile = ${list}\n`);
  const folder = join(temporary(), "my-blog");
  await create(folder);
  expect(await git(folder, "status", "--porcelain")).toBe("");
  expect((await git(folder, "ls-files")).split("\n")).toEqual(expect.arrayContaining(["README.md", ".env.example", "src/app.ts"]));
});

test("a clone of an empty repository keeps its branch and its remote", async () => {
  const folder = join(temporary(), "my-blog");
  mkdirSync(folder);
  await git(folder, "init", "--quiet", "--initial-branch", "trunk");
  await git(folder, "remote", "add", "origin", "https://github.com/ann/my-blog.git");
  const { exitCode, text } = await create(folder);
  expect([exitCode, text.split("\n")[1], text.split("\n").at(-1)]).toEqual([0, "✔ Made the first commit on trunk", "To push it to the remote of this clone: git push"]);
  expect(await git(folder, "log", "--format=%s", "trunk")).toBe("First commit");
});
