// Author: the author of the commit is the author in LICENSE and package.json, also with conditional settings of Git.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ann, cleanEnvironment, git, run, temporary } from "../support/sandbox.ts";

const work = "[user]\n\tname = Ann at Work\n\temail = ann@work.example\n";

/** The names of the author in a project: in its commit, its licence and its package.json. */
async function authorsOf(repo: string): Promise<string[]> {
  const licence = /Copyright \(c\) \d+ (.*)/i.exec(readFileSync(join(repo, "LICENSE"), "utf8"))?.[1] ?? "";
  const { author } = JSON.parse(readFileSync(join(repo, "package.json"), "utf8")) as { author: string };
  return [await git(repo, "log", "--format=%an"), licence, author];
}

test.each<[string, string, string]>([
  ["a folder above", "gitdir:PLACE/", "Ann at Work"],
  ["the folder itself", "gitdir:PLACE/my-blog/", "Ann at Work"],
  ["the folder's .git", "gitdir:PLACE/my-blog/.git", "Ann at Work"],
  ["a name anywhere", "gitdir:my-blog/", "Ann at Work"],
  ["a pattern", "gitdir:**/my-b*/**", "Ann at Work"],
  ["the folder in another case", "gitdir/i:PLACE/MY-BLOG/", "Ann at Work"],
  ["the home folder", "gitdir:~/**", "Ann O'Neil"],
  ["another folder", "gitdir:PLACE/my-shop/", "Ann O'Neil"],
  ["another folder with the same prefix", "gitdir:PLACE/my/", "Ann O'Neil"],
  ["the first branch", "onbranch:main", "Ann at Work"],
  ["another branch", "onbranch:trunk", "Ann O'Neil"],
  ["a remote that does not exist", "hasconfig:remote.*.url:https://work.example/**", "Ann O'Neil"],
])("a setting conditional on %s (%s) gives the same author in commit, licence and package.json", async (_, condition, expected) => {
  const cwd = temporary();
  const env = cleanEnvironment(`${ann}[includeIf "${condition.replace("PLACE", cwd)}"]\n\tpath = settings/work\n`);
  mkdirSync(join(env.HOME ?? "", "settings"));
  writeFileSync(join(env.HOME ?? "", "settings/work"), work);
  expect(await run(["my-blog", "--yes"], { cwd, env })).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await authorsOf(join(cwd, "my-blog"))).toEqual([expected, expected, expected]);
  expect(await nowNamed(join(cwd, "my-blog"), env)).toBe(expected);
});

/** The author that Git uses in the finished folder. */
async function nowNamed(repo: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { execa } = await import("execa");
  const { stdout } = await execa("git", ["var", "GIT_AUTHOR_IDENT"], { cwd: repo, env, extendEnv: false });
  return stdout.replace(/ <.*/, "");
}

test("a condition on a symbolic link or on its target gives the same author everywhere", async () => {
  for (const [name, condition] of [["link", "LINK/my-blog/"], ["real", "REAL/my-blog/"]]) {
    const cwd = temporary();
    mkdirSync(join(cwd, "real"));
    symlinkSync("real", join(cwd, "link"));
    const pattern = condition?.replace("LINK", join(cwd, "link")).replace("REAL", join(cwd, "real"));
    const env = cleanEnvironment(`${ann}[includeIf "gitdir:${pattern}"]\n\tpath = ~/work\n`);
    writeFileSync(join(env.HOME ?? "", "work"), work);
    await run([join("link", "my-blog"), "--yes"], { cwd, env });
    const [committed, ...written] = await authorsOf(join(cwd, "real/my-blog"));
    expect([name, ...written]).toEqual([name, committed, committed]);
  }
});

test.each<[string, string, NodeJS.ProcessEnv, string]>([
  ["the environment", ann, { GIT_AUTHOR_NAME: "Bo", GIT_AUTHOR_EMAIL: "bo@example.com", GIT_COMMITTER_NAME: "Bo", GIT_COMMITTER_EMAIL: "bo@example.com" }, "Bo"],
  ["author.name", `${ann}[author]\n\tname = Cy\n`, {}, "Cy"],
  ["a name that Git trims", ann.replace("Ann O'Neil", "Ann O'Neil."), {}, "Ann O'Neil"],
  ["settings in the environment", ann, { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "user.name", GIT_CONFIG_VALUE_0: "Di" }, "Di"],
])("the name of the author comes from %s", async (_, settings, more, expected) => {
  const cwd = temporary();
  await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(settings, more) });
  expect(await authorsOf(join(cwd, "my-blog"))).toEqual([expected, expected, expected]);
});

test("inside another repository, the author comes from its settings", async () => {
  const cwd = temporary();
  await git(cwd, "init", "--quiet");
  await git(cwd, "config", "user.name", "Team");
  await run(["my-blog", "--yes"], { cwd });
  expect(readFileSync(join(cwd, "my-blog/LICENSE"), "utf8")).toContain(" Team\n");
});
