// First commit: created with every kind of Git setting, complete and without an invented author.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { missing } from "../../src/system/fixes.ts";
import { ann, cleanEnvironment, git, names, programs, run, temporary } from "../support/sandbox.ts";

async function committedFiles(repo: string): Promise<string[]> {
  return (await git(repo, "ls-files")).split("\n");
}

/** Expects one commit with every file that the project's own .gitignore does not exclude. */
async function expectWholeCommit(repo: string): Promise<void> {
  expect(await git(repo, "log", "--format=%s")).toBe("First commit");
  const files = readdirSync(repo, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const inGit = readdirSync(join(repo, ".git"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const ignored = (await git(repo, "ls-files", "--others", "--exclude-per-directory=.gitignore", "--ignored")).split("\n").filter(Boolean);
  expect(await committedFiles(repo)).toHaveLength(files - inGit - ignored.length);
}

test("without Git the files are created, and each command to finish is printed on its own line", async () => {
  const cwd = temporary();
  const env = { ...cleanEnvironment(), PATH: "/nonexistent" };
  const { exitCode, stdout, stderr } = await run(["my-blog", "--yes"], { cwd, env });
  const { advice, commands } = missing("git");
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`Created no Git repository: Git is not installed; ${commands.length > 0 ? "the commands below install it and create one" : advice}`);
  expect(stdout).toContain(["", "cd my-blog", ...commands, ""].join("\n  "));
  expect(stdout).toContain('\n  git init\n  git symbolic-ref HEAD refs/heads/main\n  git add --all\n  git commit --message "First commit"\n');
  expect(names(join(cwd, "my-blog"))).not.toContain(".git");
});

test.each([
  ["no settings", "", ["user.name", "user.email"]],
  ["a name only", "[user]\n\tname = Ann\n", ["user.email"]],
  ["an address only", "[user]\n\temail = ann@example.com\n", ["user.name"]],
])("with %s of a user, the repository has no commit, and the missing settings are printed", async (_, settings, missing) => {
  const cwd = temporary();
  const { exitCode, stdout } = await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(settings) });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Created a Git repository without a commit: Git does not know who you are; the commands below set this and commit\n");
  expect([...stdout.matchAll(/^ {2}git config --global (\S+) ".*"$/gm)].map(([, key]) => key)).toEqual(missing);
  expect(stdout).toContain('  git add --all\n  git commit --message "First commit"\n');
  expect(await git(join(cwd, "my-blog"), "symbolic-ref", "HEAD")).toBe("refs/heads/main");
  await expect(git(join(cwd, "my-blog"), "rev-parse", "HEAD")).rejects.toThrow();
});

test.each<[string, string, (cwd: string) => unknown, NodeJS.ProcessEnv]>([
  ["Git is missing", ann, () => {}, { PATH: "/nonexistent" }],
  ["Git does not know who the user is", "", () => {}, {}],
  ["the folder lies in another repo", ann, (cwd) => git(cwd, "init", "--quiet"), {}],
])("where %s, the exit code is 0 by default, and 3 with --git", async (_, settings, arrange, more) => {
  const cwd = temporary();
  await arrange(cwd);
  const env = cleanEnvironment(settings, more);
  writeFileSync(join(env.HOME ?? "", "git.json"), '{"git":true}');
  expect((await run(["usual", "--yes"], { cwd, env })).exitCode).toBe(0);
  expect((await run(["without", "--yes", "--no-git"], { cwd, env })).exitCode).toBe(0);
  expect((await run(["asked", "--yes", "--git"], { cwd, env })).exitCode).toBe(3);
  expect((await run(["preset", "--yes", "--preset", join(env.HOME ?? "", "git.json")], { cwd, env })).exitCode).toBe(3);
  const { exitCode, stdout } = await run(["json", "--yes", "--git", "--json"], { cwd, env });
  expect([exitCode, (JSON.parse(stdout) as { status: string }).status]).toEqual([3, "unfinished"]);
});

test("the printed commands complete the first commit", async () => {
  const cwd = temporary();
  await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment("") });
  const repo = join(cwd, "my-blog");
  await git(repo, "add", "--all");
  await git(repo, "commit", "--quiet", "--message", "First commit");
  await expectWholeCommit(repo);
});

test("a Git before 2.28, without init.defaultBranch, gets the same branch", async () => {
  const { stdout: real } = await execa("sh", ["-c", "command -v git"]);
  const forget = 'case "$word" in init.defaultBranch=*) word=init.defaultBranch=master;; esac';
  const old = programs({ git: `for word; do shift; ${forget}; set -- "$@" "$word"; done\nexec ${real} "$@"` });
  const cwd = temporary();
  await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(ann, { PATH: `${old}:${process.env.PATH ?? ""}` }) });
  expect(await git(join(cwd, "my-blog"), "branch", "--show-current")).toBe("main");
  await expectWholeCommit(join(cwd, "my-blog"));
});

test("an identity in the environment is used", async () => {
  const cwd = temporary();
  const more = { GIT_AUTHOR_NAME: "Bo", GIT_AUTHOR_EMAIL: "bo@example.com", GIT_COMMITTER_NAME: "Bo", GIT_COMMITTER_EMAIL: "bo@example.com" };
  await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment("", more) });
  expect(await git(join(cwd, "my-blog"), "log", "--format=%an")).toBe("Bo");
});

test("an identity in conditional settings is used", async () => {
  const cwd = temporary();
  const settings = `[includeIf "gitdir:${cwd}/"]\n\tpath = ~/work\n`;
  const env = cleanEnvironment(settings);
  writeFileSync(join(env.HOME ?? "", "work"), ann);
  await run(["my-blog", "--yes"], { cwd, env });
  expect(await git(join(cwd, "my-blog"), "log", "--format=%an")).toBe("Ann O'Neil");
});

test.each(["my-blog", "sub/my-blog"])("inside an existing repository no nested one is created, and this is reported (%s)", async (folder) => {
  const cwd = temporary();
  await git(cwd, "init", "--quiet");
  const { exitCode, stdout } = await run([folder, "--yes"], { cwd });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`Created no Git repository: the folder is part of ${cwd}`);
  expect(names(join(cwd, folder))).not.toContain(".git");
});

test("--no-git creates no repository, and does not mention it", async () => {
  const cwd = temporary();
  const { stdout } = await run(["my-blog", "--yes", "--no-git"], { cwd });
  expect(stdout).not.toMatch(/git/i);
  expect(names(join(cwd, "my-blog"))).not.toContain(".git");
});

test("when a Git hook runs the command, the repository of the hook is not changed", async () => {
  const cwd = temporary();
  const other = temporary();
  await git(other, "init", "--quiet");
  const hook = { GIT_DIR: join(other, ".git"), GIT_WORK_TREE: other, GIT_INDEX_FILE: join(other, ".git", "index"), GIT_PREFIX: "", GIT_EDITOR: ":" };
  await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(ann, hook) });
  await expectWholeCommit(join(cwd, "my-blog"));
  await expect(git(other, "rev-parse", "HEAD")).rejects.toThrow();
});

test.each<[string, string, NodeJS.ProcessEnv]>([
  ["a global ignore list", "[core]\n\texcludesFile = ~/ignore\n", {}],
  ["Windows line ends, strictly", "[core]\n\tautocrlf = true\n\tsafecrlf = true\n", {}],
  ["Unix line ends on input", "[core]\n\tautocrlf = input\n\tsafecrlf = true\n", {}],
  ["a file system monitor and an untracked cache", "[core]\n\tfsmonitor = true\n\tuntrackedCache = true\n", {}],
  ["another first branch", "[init]\n\tdefaultBranch = trunk\n", {}],
  ["a template folder that is gone", "[init]\n\ttemplateDir = ~/gone\n", {}],
  ["literal pathspecs, an editor and a pager", "", { GIT_LITERAL_PATHSPECS: "1", EDITOR: "vi", VISUAL: "vi", PAGER: "less", GIT_PAGER: "less", PREFIX: "/usr", SSH_ASKPASS: "x" }],
  ["settings in the environment", "", { GIT_CONFIG_COUNT: "2", GIT_CONFIG_KEY_0: "core.hooksPath", GIT_CONFIG_VALUE_0: "none", GIT_CONFIG_KEY_1: "alias.x", GIT_CONFIG_VALUE_1: "log" }],
  ["traces", "", { GIT_TRACE: "1" }],
])("%s: the first commit contains every file", async (_, settings, more) => {
  const cwd = temporary();
  const env = cleanEnvironment(ann + settings, more);
  writeFileSync(join(env.HOME ?? "", "ignore"), "*.json\n.env.example\nsrc\n");
  const { exitCode, stdout } = await run(["my-blog", "--yes"], { cwd, env });
  expect(stdout).toContain("✔ Made the first commit on main");
  expect(exitCode).toBe(0);
  await expectWholeCommit(join(cwd, "my-blog"));
});

test("an ignore list in Git's template folder excludes nothing", async () => {
  const cwd = temporary();
  const template = temporary();
  mkdirSync(join(template, "info"));
  writeFileSync(join(template, "info", "exclude"), "*.json\n");
  await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(`${ann}[init]\n\ttemplateDir = ${template}\n`) });
  await expectWholeCommit(join(cwd, "my-blog"));
});

test.each([
  ["hook", 'echo "secrets found" >&2; exit 1', "secrets found"],
  ["silent hook", "exit 1", "Git exited with code 1 and printed nothing."],
  ["signature", "", "gpg failed to sign the data"],
])("a %s that fails leaves the repository, prints Git's output and the next commands, and exits with 3", async (kind, script, said) => {
  const cwd = temporary();
  const refusers = programs({ "pre-commit": script, gpg: "exit 2" });
  const settings = kind === "signature" ? `[commit]\n\tgpgsign = true\n[gpg]\n\tprogram = ${refusers}/gpg\n` : `[core]\n\thooksPath = ${refusers}\n`;
  const { exitCode, stdout } = await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(ann + settings) });
  expect(exitCode).toBe(3);
  expect(stdout).toContain(said);
  expect(stdout).toContain('\n  cd my-blog\n  git add --all\n  git commit --message "First commit"\n');
  expect(names(join(cwd, "my-blog"))).toContain(".git");
  expect(names(cwd)).toEqual(["my-blog"]);
});
