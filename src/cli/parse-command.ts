// Command line parser: argv -> CommandLine. Anything unknown is refused with the nearest known name.
import type { AnswerKind } from "../project/answer-row.ts";
import { answerRows, flagOf } from "../project/answer-table.ts";
import { reservedCommands, commands, type CommandLine, type CreateRequest, type PublishRequest } from "./request.ts";
import { fixForNpm, flagsLostToNpm, flagsPerhapsLostToNpm, type Environment } from "./npm-flags.ts";
import { checkFlags, readTokens, usage, type FlagToken } from "./tokens.ts";
import { shown } from "../shown.ts";
import { callerIn } from "../invocation.ts";
import { nearest } from "../nearest.ts";

/**
 * Parses a command line.
 * @param args without node and script
 * @param env where the package manager leaves its name, and npm the flags that it consumed
 * @throws UserError with exit code 2
 */
export function parseCommand(args: string[], env: Environment): CommandLine {
  const { given, words } = readTokens(args);
  const [first, ...more] = words;
  if (first !== undefined && reservedCommands.includes(first)) throw notYet(first);
  if (has(given, "help")) return { command: "help" };
  if (has(given, "version")) return { command: "version" };
  if (first === "render") return renderCommand(given, more);
  checkFlags(given);
  if (first === "doctor") return doctorCommand(given, more, env);
  if (first === "publish") return publishCommand(given, more, env);
  checkWords(words, env);
  checkTogether(given);
  return { command: "create", asked: { ...request(given, first), caller: callerIn(env) } };
}

function notYet(command: string): Error {
  return usage(`The command ${command} does not exist yet.`, `For a folder of that name write ./${command}.`);
}

function renderCommand(given: FlagToken[], words: string[]): CommandLine {
  if (given[0] !== undefined) throw usage(`render takes no flags, but got ${given[0].typed}.`, "Leave it out.");
  const [file, second] = words;
  if (second === undefined) return { command: "render", file };
  throw usage(
    `render takes one receipt, but ${shown(second)} is a second one.`,
    "Give one file, or none to read stdin.",
  );
}

function doctorCommand(given: FlagToken[], words: string[], env: Environment): CommandLine {
  const strange = given.find(({ name }) => name !== "json");
  if (strange !== undefined)
    throw usage(`doctor takes only the flag --json, but got ${strange.typed}.`, "Leave it out.");
  if (words[0] !== undefined)
    throw usage(`doctor takes no arguments, but got ${shown(words[0])}.`, "Change to the folder, and run it there.");
  return { command: "doctor", json: has(given, "json"), caller: callerIn(env) };
}

/** The flags of `publish`. `yes` has no effect, because `publish` asks nothing. */
const flagsOfPublish = ["owner", "public", "dry-run", "json", "yes"];

function publishCommand(given: FlagToken[], words: string[], env: Environment): CommandLine {
  const wrong = given.find(({ name }) => !flagsOfPublish.includes(name));
  if (wrong !== undefined)
    throw usage(`publish does not take ${wrong.typed}.`, "Leave it out; --help shows what it takes.");
  checkWords(words, env);
  const asked: PublishRequest = {
    directory: words[0],
    owner: text(given, "owner"),
    public: has(given, "public"),
    dryRun: has(given, "dry-run"),
  };
  return { command: "publish", asked };
}

function checkWords(words: string[], env: Environment): void {
  const [first, second] = words;
  if (first?.trim() === "") throw usage("The folder's name is empty.", "Name a folder, such as my-api.");
  if (first !== undefined && second !== undefined) {
    throw usage(`Only one folder can be given, and ${shown(second)} is a second one.`, fixForWords(first, env));
  }
  const lost = flagsLostToNpm(env);
  if (lost.length > 0) throw usage("Some flags were not passed on.", fixForNpm(lost));
}

function fixForWords(first: string, env: Environment): string {
  const lost = flagsPerhapsLostToNpm(env);
  if (lost.length > 0) return fixForNpm(lost);
  const suggestion = nearest(first, commands);
  return suggestion.startsWith("Did you mean")
    ? suggestion
    : "Put a name with spaces in quotes; --help shows the flags.";
}

function checkTogether(given: FlagToken[]): void {
  if (has(given, "github") && has(given, "no-git"))
    throw usage("--github needs a Git repository, and --no-git creates none.", "Leave one of them out.");
  if (has(given, "public") && !has(given, "github"))
    throw usage("--public needs --github.", "Add --github, or leave it out.");
}

/** How each kind of answer is read from its flags; undefined if the flag is missing. */
const readers: Record<AnswerKind, (given: FlagToken[], name: string) => unknown> = { text, texts, list, either };

function request(given: FlagToken[], directory: string | undefined): CreateRequest {
  return {
    directory,
    ...Object.fromEntries(answerRows.map(([key, { kind }]) => [key, readers[kind](given, flagOf(key))])),
    preset: text(given, "preset"),
    github: has(given, "github"),
    public: has(given, "public"),
    yes: has(given, "yes"),
    dryRun: has(given, "dry-run"),
    json: has(given, "json"),
  };
}

function has(given: FlagToken[], name: string): boolean {
  return given.some((token) => token.name === name);
}

function text(given: FlagToken[], name: string): string | undefined {
  return given.find((token) => token.name === name)?.value?.trim();
}

function texts(given: FlagToken[], name: string): string[] | undefined {
  const values = given.filter((token) => token.name === name).map((token) => token.value ?? "");
  return values.length > 0 ? values : undefined;
}

function list(given: FlagToken[], name: string): string[] | undefined {
  return texts(given, name)
    ?.flatMap((value) => value.split(","))
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function either(given: FlagToken[], name: string): boolean | undefined {
  if (has(given, name)) return true;
  return has(given, `no-${name}`) ? false : undefined;
}
