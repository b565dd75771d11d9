// Command line parser: argv -> CommandLine. Anything unknown is refused with the nearest known name.
import { callerIn } from "../invocation.ts";
import { shown } from "../shown.ts";
import { checkTogether, has, request, text } from "./flag-values.ts";
import type { Environment } from "./npm-flags.ts";
import { assignmentCommand, refuseAssignmentFlags } from "./parse-assignment.ts";
import { reservedCommands, type CommandLine, type PublishRequest } from "./request.ts";
import { checkFlags, readTokens, usage, type FlagToken } from "./tokens.ts";
import { checkWords } from "./words.ts";

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
  if (has(given, "help")) return { command: "help", about: first === "assignment" ? more[0] : undefined };
  if (has(given, "version")) return { command: "version" };
  if (first === "render") return renderCommand(given, more);
  checkFlags(given);
  if (first === "assignment") return assignmentCommand(given, more, env);
  refuseAssignmentFlags(given);
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
