// Settings at a place: conditions in Git's settings are evaluated for a folder that does not exist yet.
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { gitAuthor } from "../../src/git/git-author.ts";
import { settingsAt } from "../../src/git/settings-at.ts";
import { cleanEnvironment, temporary } from "../support/sandbox.ts";

afterEach(() => vi.unstubAllEnvs());

/** A home folder whose settings have another author below a folder "jobs". */
function homeWith(condition: (work: string) => string): string {
  const work = join(temporary(), "jobs");
  mkdirSync(work);
  const settings = `[user]\n\tname = Ann\n\temail = ann@example.com\n[includeIf "gitdir:${condition(work)}"]\n\tpath = ~/at-work\n`;
  const env = cleanEnvironment(settings);
  writeFileSync(join(env.HOME ?? "", "at-work"), "[user]\n\tname = Dr. Ann\n");
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return work;
}

test.each<[string, (work: string) => string]>([["a whole path", (work) => `${work}/`], ["the end of a path", () => "jobs/"], ["a pattern", () => "**/jobs/**"]])(
  "a condition on %s selects the author for a folder that does not exist yet", async (_, condition) => {
    const work = homeWith(condition);
    const [inside, outside] = [{ target: join(work, "my-app"), here: work }, { target: join(work, "../my-app"), here: join(work, "..") }];
    expect([await gitAuthor(inside), await gitAuthor(outside)]).toEqual(["Dr. Ann", "Ann"]);
    expect([await settingsAt(inside), await settingsAt(outside)]).toEqual([[["include.path", "~/at-work"]], []]);
  },
);

test("a condition that begins with a dot is about the folder of the settings", async () => {
  homeWith(() => "./jobs/");
  const home = realpathSync(process.env.HOME ?? "");
  mkdirSync(join(home, "jobs"));
  const [inside, outside] = [{ target: join(home, "jobs/my-app"), here: join(home, "jobs") }, { target: join(home, "my-app"), here: home }];
  expect([await gitAuthor(inside), await gitAuthor(outside)]).toEqual(["Dr. Ann", "Ann"]);
});
