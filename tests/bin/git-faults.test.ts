// Git failures: a Git that does not work, repositories that Git cannot use, and a Git that waits, each reported.
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { ann, bin, cleanEnvironment, git, names, programs, run, temporary } from "../support/sandbox.ts";

describe("A broken Git is not reported as missing:", () => {
  test.each<[string, string, NodeJS.ProcessEnv | undefined, RegExp]>([
    ["settings that cannot be read", "[user\n", undefined, /bad config line 1 in file \S*\.gitconfig/],
    ["a Git that fails at once", ann, { PATH: "GIT" }, /xcrun: error: invalid active developer path/],
  ])("%s", async (_, settings, more, said) => {
    const cwd = temporary();
    const broken = programs({ git: 'echo "xcrun: error: invalid active developer path" >&2; exit 1' });
    const env = cleanEnvironment(settings, more === undefined ? {} : { PATH: `${broken}:${process.env.PATH}` });
    const { exitCode, stdout } = await run(["my-blog", "--yes"], { cwd, env });
    expect(stdout).toMatch(said);
    expect(stdout).not.toContain("not installed");
    expect(stdout).toContain('\n  git init\n  git symbolic-ref HEAD refs/heads/main\n  git add --all\n');
    expect([exitCode, names(cwd)]).toEqual([3, ["my-blog"]]);
    const doctor = await run(["doctor", "--json"], { cwd, env });
    expect(doctor.stdout).toMatch(said);
    expect(doctor.stdout).not.toContain("Git is not installed");
  });
});

test.each([
  ["an invalid compression level", `${ann}[core]\n\tcompression = much\n`, /bad (numeric )?config value .*core\.compression/],
  ["an invalid size", `${ann}[core]\n\tattributesFile = ~/none\n\tbigFileThreshold = huge\n`, /bad (numeric )?config value .*core\.bigfilethreshold/],
])("a commit that fails because of %s is reported in Git's words, not as a missing identity", async (_, settings, said) => {
  const { exitCode, stdout } = await run(["my-blog", "--yes"], { cwd: temporary(), env: cleanEnvironment(settings) });
  expect(stdout).toMatch(said);
  expect([exitCode, stdout.includes("does not know who you are")]).toEqual([3, false]);
});

describe("No nested repository is created", () => {
  test.each<[string, (cwd: string) => unknown]>([
    ["in a bare repo", (cwd) => git(cwd, "init", "--quiet", "--bare")],
    ["in a repo without a commit", (cwd) => git(cwd, "init", "--quiet")],
    ["in a repo whose settings are broken", async (cwd) => { await git(cwd, "init", "--quiet"); writeFileSync(join(cwd, ".git/config"), "[core\n"); }],
    ["in a repo of a newer format", async (cwd) => { await git(cwd, "init", "--quiet"); await git(cwd, "config", "core.repositoryformatversion", "9"); }],
    ["in a repo without a HEAD", async (cwd) => { await git(cwd, "init", "--quiet"); rmSync(join(cwd, ".git/HEAD")); }],
    ["in a work tree whose repo is gone", (cwd) => writeFileSync(join(cwd, ".git"), "gitdir: /gone/away\n")],
    ["in a repo of another user", async (cwd) => { await git(cwd, "init", "--quiet"); if (process.getuid?.() === 0) for (const path of [cwd, join(cwd, ".git")]) chownSync(path, 12_345, 12_345); }],
  ])("%s", async (_, arrange) => {
    const cwd = temporary();
    await arrange(cwd);
    const { exitCode, stdout } = await run(["my-blog", "--yes"], { cwd });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`Created no Git repository: the folder is part of ${cwd}`)]);
    expect(names(join(cwd, "my-blog"))).not.toContain(".git");
  });

  test("in the .git folder of another repository", async () => {
    const cwd = temporary();
    await git(cwd, "init", "--quiet");
    const { stdout } = await run(["my-blog", "--yes"], { cwd: join(cwd, ".git") });
    expect(stdout).toContain(`Created no Git repository: the folder is part of ${cwd}/.git`);
    expect(names(join(cwd, ".git/my-blog"))).not.toContain(".git");
  });

  test("in another repository without Git installed", async () => {
    const cwd = temporary();
    await git(cwd, "init", "--quiet");
    expect((await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(ann, { PATH: "/nonexistent" }) })).stdout).toContain("Created no Git repository: the folder is part of ");
  });

  test("but an empty .git folder, or a repository above GIT_CEILING_DIRECTORIES, does not count", async () => {
    const cwd = temporary();
    mkdirSync(join(cwd, ".git"));
    expect((await run(["my-blog", "--yes"], { cwd })).stdout).toContain("Made the first commit on main");
    const below = temporary();
    await git(below, "init", "--quiet");
    mkdirSync(join(below, "a"));
    const env = cleanEnvironment(ann, { GIT_CEILING_DIRECTORIES: below });
    expect((await run(["my-blog", "--yes"], { cwd: join(below, "a"), env })).stdout).toContain("Made the first commit on main");
  });
});

describe("publish reports why Git cannot use the repository:", () => {
  test.each<[string, (repo: string, home: string) => unknown, RegExp]>([
    ["the user's settings are broken", (_, home) => writeFileSync(join(home, ".gitconfig"), "[user\n"), /^Git does not work here\. It said: .*bad config line 1/],
    ["the repo's settings are broken", (repo) => writeFileSync(join(repo, ".git/config"), "[core\n"), /^Git cannot use the repo around this folder\. It said: .*bad config/],
    ["it has no HEAD", (repo) => rmSync(join(repo, ".git/HEAD")), /^Git cannot use the repo around this folder\. It said: /],
  ])("%s", async (_, spoil, sentence) => {
    const cwd = temporary();
    const env = cleanEnvironment();
    await run(["my-blog", "--yes"], { cwd, env });
    await spoil(join(cwd, "my-blog"), env.HOME ?? "");
    const { exitCode, stderr } = await run(["publish"], { cwd: join(cwd, "my-blog"), env });
    expect(stderr).toMatch(sentence);
    expect(exitCode).toBe(1);
  });

  test.skipIf(process.getuid?.() !== 0)("it belongs to another user", async () => {
    const cwd = temporary();
    await run(["my-blog", "--yes"], { cwd });
    for (const path of ["my-blog", "my-blog/.git"]) chownSync(join(cwd, path), 12_345, 12_345);
    const { exitCode, stderr } = await run(["publish"], { cwd: join(cwd, "my-blog") });
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^Git does not trust the repo \S+: another user owns it.* git config --global --add safe\.directory /)]);
  });
});

describe("While Git waits, the output names the program, and Ctrl-C stops it:", () => {
  const slow = 'echo "$$" > "$HOME/pid"; sleep 60';
  test.each<[string, (scripts: string) => string, RegExp]>([
    ["a hook", (scripts) => `[core]\n\thooksPath = ${scripts}\n`, /Git is waiting for the hook pre-commit \(\S+\/pre-commit\)\. Ctrl-C stops it\./],
    ["a signature", (scripts) => `[commit]\n\tgpgsign = true\n[gpg]\n\tprogram = ${scripts}/gpg\n`, /Git is waiting for the program \S+\/gpg\. Ctrl-C stops it\./],
  ])("%s", async (_, settings, sentence) => {
    const cwd = temporary();
    const scripts = programs({ "pre-commit": slow, gpg: slow });
    chmodSync(join(scripts, "gpg"), 0o755);
    const env = cleanEnvironment(ann + settings(scripts));
    const running = execa(process.execPath, [bin, "my-blog", "--yes"], { cwd, env, extendEnv: false, reject: false, stdin: "ignore", detached: true });
    let said = "";
    running.stdout.on("data", (text: Buffer) => (said += text.toString()));
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(sentence);
    process.kill(-(running.pid ?? 0), "SIGINT"); // To the whole process group, as a terminal sends it.
    const { exitCode, stderr } = await running;
    expect([exitCode, stderr]).toEqual([130, "Stopped. Nothing was written."]);
    expect(names(cwd)).toEqual([]);
  });
});
