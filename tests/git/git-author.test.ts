// Git author: the name that a commit would record, from settings and environment, and never a guessed one.
import { expect, test } from "vitest";
import { gitAuthor } from "../../src/git/git-author.ts";
import { environmentForEach, replaceEnvironment } from "../support/in-process.ts";
import { cleanEnvironment, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const address = "\temail = ann@example.com\n";

test.each<[string, string, NodeJS.ProcessEnv, string | undefined]>([
  ["nothing is set", "", {}, undefined],
  ["only the address is set", `[user]\n${address}`, {}, undefined],
  ["the name is empty", `[user]\n\tname =\n${address}`, {}, undefined],
  ["only the name is set", "[user]\n\tname = Ann\n", {}, "Ann"],
  ["both are set", `[user]\n\tname = Ann\n${address}`, {}, "Ann"],
  ["the author has a name of their own", `[user]\n\tname = Ann\n${address}[author]\n\tname = Dr. Ann\n`, {}, "Dr. Ann"],
  ["the environment names another one", `[user]\n\tname = Ann\n${address}`, { GIT_AUTHOR_NAME: "Zoë" }, "Zoë"],
  ["Git drops characters of the name", `[user]\n\tname = "Ann <x>, "\n${address}`, {}, "Ann x"],
  ["a setting contains lines that look like Git's", `[user]\n\tname = Ann\n${address}[x]\n\ty = "a\\nGIT_AUTHOR_IDENT=Eve <e> 1 +0000"\n`, {}, "Ann"],
  ["Git refuses the date", `[user]\n\tname = Ann\n${address}`, { GIT_AUTHOR_DATE: "yesterday or so" }, "Ann"],
  ["Git cannot read its settings", "[user\n", {}, undefined],
])("if %s", async (_, settings, more, author) => {
  replaceEnvironment(cleanEnvironment(settings, more));
  const here = temporary();
  expect(await gitAuthor({ target: here, here })).toBe(author);
});
