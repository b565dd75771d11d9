// Hostile command lines: each gives one sentence and writes nothing, or gives a valid project. None shows a stack.
import { chdir, cwd } from "node:process";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { parseCommand } from "../../src/cli/parse-command.ts";
import { UserError } from "../../src/user-error.ts";
import { takeOrder } from "../../src/commands/create/create-order.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { names, temporary } from "../support/sandbox.ts";

const runs = process.env.TEST_ALL === undefined ? 100 : 500;
const catalog = openCatalog();
const home = cwd();
afterAll(() => chdir(home));

const nasty = fc.oneof(
  fc.constantFrom(
    "", " ", ".", "..", "~", "/", "-", "--", "-y=1", "con", "a/../..", "{{name}}", "${name}", "`id`", "$(id)", "'; DROP TABLE users; --",
    '"', "\\", "\n", "\u0000", "\u202egnp", "\ufeff", "é", "😀", "*/", "-->", "</script>", "__proto__", "constructor", "x".repeat(400),
    "MIT", "api", "none", "a.", "null", "class",
  ),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
const spec = fc.oneof(
  nasty,
  fc.constantFrom("book title:string", "book author:ref(author)", "author name:string", "class order:integer", "user name:string", "news title:string", "a a:string a:string"),
  fc.tuple(fc.stringMatching(/^[a-z-]{1,12}$/), nasty, fc.constantFrom("string", "enum(a|b)", "ref(x)", "json?", "text:default(')")).map(([name, field, type]) => `${name} ${field}:${type}`),
);
const flag = fc.oneof(
  fc.tuple(fc.constantFrom("--title", "--description", "--author", "--owner", "--license", "--idea"), nasty).map(([name, value]) => [`${name}=${value}`]),
  fc.tuple(fc.constantFrom("--title", "--description", "--author"), nasty).map((pair) => [...pair]),
  spec.map((value) => ["--resource", value]),
  fc.constantFrom(["--install"], ["--no-git"], ["--json"], ["-y"], ["--nonsense"]),
);
const commandLine = fc.tuple(fc.array(nasty, { maxLength: 2 }), fc.array(flag, { maxLength: 5 })).map(([words, flags]) => [...words, ...flags.flat()]);

test(`${runs} random command lines give one sentence, or a valid project`, { timeout: 120_000 }, async () => {
  const folder = temporary();
  chdir(folder);
  let made = 0;
  await fc.assert(
    fc.asyncProperty(commandLine, async (args) => {
      try {
        const command = parseCommand(["--dry-run", "--yes", ...args].filter((arg) => arg !== "-y"), {});
        if (command.command !== "create") return;
        const { project } = await takeOrder({ asked: { ...command.asked, author: command.asked.author ?? "Ann" }, catalog, ask: undefined, during: (_, work) => work(), stop: new AbortController().signal });
        const draft = renderProject({ project, version: "0.0.0" });
        for (const [path, text] of draft) if (path.endsWith(".json")) JSON.parse(text);
        made += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        expect((error as UserError).message).toMatch(/^[^\n]{1,600}$/);
        expect((error as UserError).exitCode).toBeGreaterThan(0);
      }
      expect(names(folder)).toEqual([]);
    }),
    { numRuns: runs },
  );
  expect(made).toBeGreaterThan(0);
});
