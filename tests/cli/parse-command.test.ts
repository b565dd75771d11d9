// Command line parser: how command lines are parsed, and which are refused.
import { expect, test } from "vitest";
import type { CreateRequest } from "../../src/cli/request.ts";
import { parseCommand } from "../../src/cli/parse-command.ts";
import { UserError } from "../../src/user-error.ts";

const nothing: CreateRequest = {
  directory: undefined, idea: undefined, title: undefined, description: undefined, author: undefined, license: undefined,
  owner: undefined, resources: undefined, install: undefined, git: undefined, github: false, public: false, yes: false, dryRun: false, json: false,
};

test.each<[string[], Partial<CreateRequest>]>([
  [[], {}],
  [["my-api"], { directory: "my-api" }],
  [["my-api", "--yes"], { directory: "my-api", yes: true }],
  [["-y", "my-api"], { directory: "my-api", yes: true }],
  [["--idea", "api", "x"], { idea: "api", directory: "x" }],
  [["--idea=api"], { idea: "api" }],
  [["--title", " Ann's API "], { title: "Ann's API" }],
  [["--title=-1"], { title: "-1" }],
  [["--description", "a=b --c"], { description: "a=b --c" }],
  [["--author", "Ann", "--license", "MIT", "--owner", "ann"], { author: "Ann", license: "MIT", owner: "ann" }],
  [["--resource", "a b:string", "--resource=c d:text"], { resources: ["a b:string", "c d:text"] }],
  [["--with", "a, b", "--with=c"], { with: ["a", "b", "c"] }],
  [["--without", "a"], { without: ["a"] }],
  [["--install"], { install: true }],
  [["--no-install"], { install: false }],
  [["--git"], { git: true }],
  [["--preset", "team.json"], { preset: "team.json" }],
  [["--no-git", "--dry-run", "--json"], { git: false, dryRun: true, json: true }],
  [["--github", "--public", "x"], { github: true, public: true, directory: "x" }],
  [["./publish"], { directory: "./publish" }],
  [["./add"], { directory: "./add" }],
  [["add/"], { directory: "add/" }],
  [["create"], { directory: "create" }],
  [["--", "--yes"], { directory: "--yes" }],
  [["--title", "add", "x"], { title: "add", directory: "x" }],
])("%j is parsed as `create`", (args, expected) => {
  expect(parseCommand(args, {})).toEqual({ command: "create", asked: { ...nothing, ...expected } });
});

test.each<[string[], string]>([
  [["--titel", "x"], 'There is no flag "--titel". Did you mean --title?'],
  [["--no-instal"], 'There is no flag "--no-instal". Did you mean --no-install?'],
  [["-x"], 'There is no flag "-x". --help shows the flags.'],
  [["--__proto__"], 'There is no flag "--__proto__".'],
  [["--constructor=1"], 'There is no flag "--constructor".'],
  [["--no-title"], "There is no flag --no-title. Only --install and --git have a --no- form."],
  [["--no-yes"], "There is no flag --no-yes."],
  [["--title"], "--title needs a value. Write --title <text>"],
  [["--title", "--yes"], "--title needs a value."],
  [["--title", "-y", "x"], "--title needs a value."],
  [["--title", ""], "The value of --title is empty."],
  [["--title="], "The value of --title is empty."],
  [["--resource", "  "], "The value of --resource is empty."],
  [["--yes=true"], "--yes takes no value. Write --yes alone."],
  [["--no-git=false"], "--no-git takes no value."],
  [["--title", "a", "--title", "b"], "--title is given twice"],
  [["--yes", "-y"], "-y is given twice"],
  [["--git", "--no-git"], "--no-git is given twice, or with its opposite."],
  [["my", "api"], 'Only one folder can be given, and "api" is a second one. Put a name with spaces in quotes'],
  [["ad", "post"], 'Only one folder can be given, and "post" is a second one. Did you mean add?'],
  [[""], "The folder's name is empty."],
  [["check", "../week-3"], 'Only one folder can be given, and "../week-3" is a second one. Did you mean assignment check?'],
  [["publis", "x"], 'Only one folder can be given, and "x" is a second one. Did you mean publish?'],
  [["publish", "a", "b"], 'Only one folder can be given, and "b" is a second one.'],
  [["publish", ""], "The folder's name is empty."],
  [["publish", "--title", "x"], "publish does not take --title. Leave it out; --help shows what it takes."],
  [["--github", "--no-git"], "--github needs a Git repository, and --no-git creates none."],
  [["--public"], "--public needs --github. Add --github, or leave it out."],
  [["add", "post", "--fields", "x"], "The command add does not exist yet. For a folder of that name write ./add."],
  [["--yes", "update"], "The command update does not exist yet."],
  [["doctor", "my-blog"], 'doctor takes no arguments, but got "my-blog".'],
  [["doctor", "--yes"], "doctor takes only the flag --json, but got --yes."],
  [["doctor", "--jsn"], 'There is no flag "--jsn". Did you mean --json?'],
  [["docter", "x"], "Did you mean doctor?"],
  [["render", "a", "b"], 'render takes one receipt, but "b" is a second one.'],
  [["render", "--json"], "render takes no flags, but got --json."],
])("%j is refused", (args, sentence) => {
  expect(() => parseCommand(args, {})).toThrow(sentence);
  expect(() => parseCommand(args, {})).toThrow(expect.objectContaining({ exitCode: 2 }) as Error);
});

test.each(["add", "update", "undo", "assignment", "cohort"])("the command %s is reserved", (command) => {
  expect(() => parseCommand([command], {})).toThrow(UserError);
});

test.each([[["-h"]], [["my-api", "--help", "--nonsense"]], [["a", "b", "c", "--help"]]])("%j is parsed as `help`", (args) => {
  expect(parseCommand(args, {})).toEqual({ command: "help" });
});

test("flags that npm consumed are reported, unless they reached the command too", () => {
  const lost = { npm_config_title: "true", npm_config_idea: "" };
  expect(() => parseCommand(["my-api"], lost)).toThrow("npm consumed --title: put -- before our flags");
  expect(() => parseCommand(["my-api", "My"], { npm_config_yes: "true" })).toThrow("npm consumed --yes");
  expect(parseCommand(["my-api", "--yes"], { npm_config_yes: "true" })).toMatchObject({ command: "create" });
});

test("doctor accepts only --json", () => {
  expect(parseCommand(["doctor"], { npm_config_user_agent: "pnpm/10.1.0 npm/?" })).toEqual({ command: "doctor", json: false, caller: "pnpm" });
  expect(parseCommand(["--json", "doctor"], {})).toEqual({ command: "doctor", json: true, caller: undefined });
});

test("render accepts one file or none", () => {
  expect(parseCommand(["render"], {})).toEqual({ command: "render", file: undefined });
  expect(parseCommand(["render", "receipt.json"], {})).toEqual({ command: "render", file: "receipt.json" });
});

test.each<[string[], object]>([
  [["publish"], {}],
  [["publish", "my-api", "--yes", "--json"], { directory: "my-api" }],
  [["--owner", "ann", "publish", "--public", "--dry-run"], { owner: "ann", public: true, dryRun: true }],
])("%j is parsed as `publish`", (args, expected) => {
  expect(parseCommand(args, {})).toEqual({ command: "publish", asked: { directory: undefined, owner: undefined, public: false, dryRun: false, ...expected } });
});
