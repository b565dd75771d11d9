// Assignment parser: the actions with their flags, and the whole sentence of each refusal.
import { expect, test } from "vitest";
import { parseCommand } from "../../src/cli/parse-command.ts";
import type { ActionRequest } from "../../src/cli/request.ts";

const parse = (...args: string[]) => parseCommand(["assignment", ...args], {});

function action(...args: string[]): ActionRequest {
  const line = parse(...args);
  if (line.command !== "assignment") throw new Error(`${line.command} was parsed.`);
  return line.asked;
}

/** The whole sentence of a refusal, which exits with 2. */
function refusal(args: string[]): unknown {
  try {
    return parseCommand(args, {});
  } catch (error) {
    expect(error).toMatchObject({ exitCode: 2 });
    return (error as Error).message;
  }
}

test("an assignment is created with its own flags and those of a project", () => {
  expect(parse("create", "week-3", "--tasks", "a, b", "--due", "2026-12-01", "--late", "10% a day", "--ai", "none", "--yes", "--dry-run")).toEqual({
    command: "assignment create",
    asked: {
      directory: "week-3", idea: undefined, title: undefined, description: undefined, author: undefined, license: undefined, owner: undefined, resources: undefined,
      stack: undefined, language: undefined, with: undefined, without: undefined, install: undefined, git: undefined, preset: undefined,
      github: false, public: false, yes: true, dryRun: true, json: false,
      from: undefined, tasks: ["a", "b"], level: undefined, due: "2026-12-01", late: "10% a day", ai: "none", caller: undefined,
    },
  });
  const env = { npm_config_user_agent: "pnpm/10.1.0 npm/?" };
  expect(parseCommand(["assignment", "create", "--level", "2", "--from", "../repo"], env)).toMatchObject({ asked: { directory: undefined, level: "2", from: "../repo", caller: "pnpm" } });
});

test.each([[[]], [["--due", "2026-12-01", "--late", "a", "--ai", "b", "--tasks", "c", "--yes", "--dry-run", "--json", "--git"]], [["--level", "1"]]])("an own repo takes %j", (flags) => {
  expect(parse("create", "week-3", "--from", ".", ...flags)).toMatchObject({ command: "assignment create", asked: { from: "." } });
});

test.each<[string, string[]]>([
  ["handout", ["--roster", "a.csv", "--org", "o", "--dry-run", "--yes", "--json"]],
  ["collect", ["--submissions", "s", "--json"]],
  ["update", ["--push", "--json"]],
  ["prove", ["--json"]],
  ["check", ["--submissions", "s", "--again", "--without-tests", "--unsandboxed", "--yes", "--json"]],
  ["grades", ["--format", "canvas", "--title", "t", "--pseudonyms", "--json"]],
])("%s takes all of its flags", (name, flags) => {
  const asked = action(name, "week-3", ...flags);
  expect(asked).toMatchObject({ action: name, directory: "week-3", dryRun: flags.includes("--dry-run") });
  const given = flags.filter((flag) => flag.startsWith("--")).map((flag) => flag.slice(2));
  for (const flag of given) expect(asked.has(flag)).toBe(true);
  expect(asked.has("preset")).toBe(false);
});

test("values of flags are read by their names", () => {
  const asked = action("handout", "--roster", " a.csv ", "--org=o");
  expect([asked.directory, asked.text("roster"), asked.text("org"), asked.text("format"), asked.has("yes")]).toEqual([undefined, "a.csv", "o", undefined, false]);
});

test.each<[string[], string]>([
  [[], "assignment needs a second word. Write assignment and create, handout, collect, update, prove, check or grades."],
  [["prov"], 'There is no command assignment "prov". Did you mean prove?'],
  [["nonsense"], 'There is no command assignment "nonsense". Choose one of: create, handout, collect, update, prove, check, grades.'],
  [["create", "a", "b"], 'Only one folder can be given, and "b" is a second one. Put a name with spaces in quotes; --help shows the flags.'],
  [["create", "--github"], "assignment create does not take --github. Leave it out."],
  [["create", "--github", "--public"], "assignment create does not take --github. Leave it out."],
  [["create", "--no-git"], "assignment create does not take --no-git. Leave it out."],
  [["create", "--install"], "assignment create does not take --install. Leave it out."],
  [["create", "--no-install"], "assignment create does not take --no-install. Leave it out."],
  [["create", "--roster", "a"], "assignment create does not take --roster. Leave it out."],
  [["create", "--public"], "--public needs --github. Add --github, or leave it out."],
  [["create", "--from", ".", "--idea", "blog"], "--from takes a whole project, so --idea has no effect. Leave one out."],
  [["create", "--tasks", "a", "--level", "1"], "--tasks and --level exclude each other. Give one."],
  [["handout", "--push"], "assignment handout does not take --push. Leave it out; it takes --roster, --org, --dry-run, --yes, --json."],
  [["collect", "--yes"], "assignment collect does not take --yes. Leave it out; it takes --submissions, --json."],
  [["update", "-y"], "assignment update does not take -y. Leave it out; it takes --push, --json."],
  [["prove", "--yes"], "assignment prove does not take --yes. Leave it out; it takes --json."],
  [["check", "--push"], "assignment check does not take --push. Leave it out; it takes --submissions, --again, --without-tests, --unsandboxed, --yes, --json."],
  [["grades", "--level", "2"], "assignment grades does not take --level. Leave it out; it takes --format, --title, --pseudonyms, --json."],
  [["grades", "a", "b"], 'Only one folder can be given, and "b" is a second one. Put a name with spaces in quotes; --help shows the flags.'],
])("assignment %j is refused", (args, sentence) => {
  expect(refusal(["assignment", ...args])).toBe(sentence);
});

test.each<[string, string]>([["level", "create"], ["from", "create"], ["roster", "handout"], ["org", "handout"], ["push", "update"], ["submissions", "collect"], ["format", "grades"], ["again", "check"]])(
  "elsewhere, --%s is said to be a flag of assignment %s",
  (flag, name) => {
    const value = ["push", "again"].includes(flag) ? [] : ["1"];
    const sentence = `--${flag} is a flag of assignment ${name}. Leave it out, or write assignment ${name}.`;
    for (const words of [[], ["doctor"], ["publish"]]) expect(refusal([...words, `--${flag}`, ...value])).toBe(sentence);
  },
);

test.each<[string[], string]>([
  [["--titel", "x"], 'There is no flag "--titel". Did you mean --title?'],
  [["--qqqqqq"], 'There is no flag "--qqqqqq". --help shows the flags.'],
  [["--no-title"], "There is no flag --no-title. Only --install and --git have a --no- form."],
  [["--no-qqqqqq"], 'There is no flag "--no-qqqqqq". --help shows the flags.'],
  [["--title"], "--title needs a value. Write --title <text>, or --title=<text> for a value that starts with a dash."],
  [["--title", "-x"], "--title needs a value. Write --title <text>, or --title=<text> for a value that starts with a dash."],
  [["--title", " "], "The value of --title is empty. Write --title <text>, or leave the flag out."],
  [["--yes=1"], "--yes takes no value. Write --yes alone."],
  [["--yes", "-y"], "-y is given twice, or with its opposite. Give it once."],
  [["--no-git", "--git"], "--git is given twice, or with its opposite. Give it once."],
  [["add"], "The command add does not exist yet. For a folder of that name write ./add."],
  [["render", "--json"], "render takes no flags, but got --json. Leave it out."],
  [["render", "a", "b"], 'render takes one receipt, but "b" is a second one. Give one file, or none to read stdin.'],
  [["doctor", "--yes"], "doctor takes only the flag --json, but got --yes. Leave it out."],
  [["doctor", "a"], 'doctor takes no arguments, but got "a". Change to the folder, and run it there.'],
  [["publish", "--idea", "blog"], "publish does not take --idea. Leave it out; --help shows what it takes."],
  [["publish", "a", "b"], 'Only one folder can be given, and "b" is a second one. Put a name with spaces in quotes; --help shows the flags.'],
  [[" "], "The folder's name is empty. Name a folder, such as my-api."],
  [["publis", "x"], 'Only one folder can be given, and "x" is a second one. Did you mean publish?'],
  [["--github", "--no-git"], "--github needs a Git repository, and --no-git creates none. Leave one of them out."],
  [["--public"], "--public needs --github. Add --github, or leave it out."],
])("%j is refused", (args, sentence) => {
  expect(refusal(args)).toBe(sentence);
});

test("a value may start with a dash after =, and a dash alone is one", () => {
  expect(parseCommand(["--title=-x"], {})).toMatchObject({ asked: { title: "-x" } });
  expect(parseCommand(["--title", "-"], {})).toMatchObject({ asked: { title: "-" } });
});

test("lists and texts can be repeated, and lists drop what is empty", () => {
  expect(parseCommand(["--with", "a,, b", "--with", ",c", "--resource", "a,b c:text", "--resource", " d e:text"], {})).toMatchObject({ asked: { with: ["a", "b", "c"], resources: ["a,b c:text", " d e:text"] } });
});

test("flags that npm took are told, with each of our flags that it is no setting of", () => {
  const lost = (args: string[], env: Record<string, string>) => () => parseCommand(args, env);
  const advice = ': put -- before our flags, as in "-- --yes".';
  expect(lost(["a"], { npm_config_title: "true", npm_config_dry_run: "true", npm_config_without_tests: "true" })).toThrow(`Some flags were not passed on. npm consumed --title, --without-tests${advice}`);
  expect(lost(["publish", "a"], { npm_config_owner: "true" })).toThrow(`Some flags were not passed on. npm consumed --owner${advice}`);
  for (const name of ["description", "git", "yes", "dry_run", "json", "help", "version"]) expect(lost(["a"], { [`npm_config_${name}`]: "true" })).not.toThrow();
  expect(lost(["a", "b"], { npm_config_dry_run: "true", npm_config_json: "true" })).toThrow(`and "b" is a second one. npm consumed --dry-run, --json${advice}`);
  expect(lost(["a"], { npm_config_title: "" })).not.toThrow();
});

test("help and version win over other mistakes, but not over a reserved command", () => {
  expect(parseCommand(["--version", "--nonsense"], {})).toEqual({ command: "version" });
  expect(parseCommand(["-v"], {})).toEqual({ command: "version" });
  expect(parseCommand(["-v", "-h", "render", "--x"], {})).toEqual({ command: "help" });
  expect(refusal(["update", "--help"])).toBe("The command update does not exist yet. For a folder of that name write ./update.");
});

test("the package manager that runs us is known to create and doctor", () => {
  const env = { npm_config_user_agent: "bun/1.2.0" };
  expect(parseCommand(["a"], env)).toMatchObject({ asked: { caller: "bun" } });
  expect(parseCommand(["doctor", "--json"], env)).toEqual({ command: "doctor", json: true, caller: "bun" });
});
