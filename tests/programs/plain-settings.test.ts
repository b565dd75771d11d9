// Plain settings: a name that is read without Git is the one that Git would record, for random settings.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execaSync } from "execa";
import fc from "fast-check";
import { expect, test } from "vitest";
import { askedOfGit } from "../../src/git/git-author.ts";
import { plainName } from "../../src/git/plain-settings.ts";
import { environmentForEach, replaceEnvironment } from "../support/in-process.ts";
import { cleanEnvironment, git, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const odd = (common: string[], rare: string[]) => fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...common) }, { weight: 1, arbitrary: fc.constantFrom(...rare) });
const value = odd(
  ["Ann", "Ann Lee", "Mary O'Neil-Smith", "Dr. Ann Lee", "ann@example.com", '"Ann Lee"', "Ann  ", "main"],
  ["", "Ann  Lee", "Ann.", "Zoë", 'Ann "B" Lee', "Ann \\", "Ann \\n Lee", "Ann # a comment", "Ann ; another", '"Ann', "<Ann>", "Ann\r", "Ann\u00a0", "\tAnn"],
);
const key = odd(["name", "NAME", "email", "editor", "defaultBranch"], ["na_me", "1st", "na me", "path"]);
const sign = odd([" = ", "=", "\t=\t"], [" ", " : "]);
const line = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom("\t", "", "  "), key, sign, value).map((parts) => parts.join("")) },
  { weight: 3, arbitrary: odd(["[user]", "[User]", "[core]", "[init]"], ['[user "x"]', "[user.x]", "[author]", "[include]", "[user] # mine", " [user]", "[user", '[url "a\\"b"]', '[filter "lfs"]', '[includeIf "gitdir:/"]']) },
  { weight: 1, arbitrary: fc.constantFrom("", "# name = Eve", "\t; x", "\\", "\uFEFF[user]") },
);

test("a name is read only if Git would record the same", async () => {
  let read = 0;
  await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 6 }), fc.boolean(), async (lines, opened) => {
    replaceEnvironment(cleanEnvironment([...(opened ? ["[user]", "\tname = Bo"] : []), ...lines, ""].join("\n")));
    const here = temporary();
    const name = plainName(here);
    if (name === undefined) return;
    read += 1;
    expect(name).toBe(await askedOfGit({ target: here, here }));
  }), { numRuns: 200 });
  expect(read).toBeGreaterThan(20);
}, 120_000);

test.each<[string, (here: string, home: string) => unknown]>([
  ["a repository around the folder", (here) => git(here, "init", "--quiet")],
  ["a setting that cannot be read", (_, home) => writeFileSync(join(home, ".gitconfig"), "[user]\n\tname = Bo\n\teditor = \"vi\n")],
  ["a setting in no section", (_, home) => writeFileSync(join(home, ".gitconfig"), "\tname = Bo\n[user]\n\tname = Ann\n")],
  ["a folder in place of settings", (_, home) => { rmSync(join(home, ".gitconfig")); mkdirSync(join(home, ".gitconfig")); }],
  ["a pipe in place of settings", (_, home) => { rmSync(join(home, ".gitconfig")); execaSync("mkfifo", [join(home, ".gitconfig")]); }],
  ["another author in the folder of XDG", (_, home) => { mkdirSync(join(home, ".config/git"), { recursive: true }); writeFileSync(join(home, ".config/git/config"), "[author]\n\tname = Bo\n"); }],
  ["a name in the environment", () => { process.env.GIT_AUTHOR_NAME = "Bo"; }],
  ["a setting in the environment", () => Object.assign(process.env, { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "user.name", GIT_CONFIG_VALUE_0: "Bo" })],
  ["other settings of the user", (here) => { writeFileSync(join(here, "other"), "[user]\n\tname = Bo\n"); process.env.GIT_CONFIG_GLOBAL = join(here, "other"); }],
  ["no home", () => { delete process.env.HOME; }],
])("Git is asked, given %s", async (_, change) => {
  replaceEnvironment(cleanEnvironment("[user]\n\tname = Ann\n"));
  const here = temporary();
  expect(plainName(here)).toBe("Ann");
  await change(here, process.env.HOME ?? "");
  expect(plainName(here)).toBeUndefined();
});
