// Assignment parser: the words and flags after `assignment`.
import { callerIn } from "../invocation.ts";
import { nearest } from "../nearest.ts";
import { shown } from "../shown.ts";
import { assignmentFlags } from "./flags.ts";
import { checkTogether, has, list, request, text } from "./flag-values.ts";
import type { Environment } from "./npm-flags.ts";
import type { CommandLine } from "./request.ts";
import { usage, type FlagToken } from "./tokens.ts";
import { checkWords } from "./words.ts";

const actions = ["create", "prove"];

/** @throws UserError with exit code 2 */
export function assignmentCommand(given: FlagToken[], named: string[], env: Environment): CommandLine {
  const [action = "", ...words] = named;
  if (!actions.includes(action)) {
    const problem = action === "" ? "assignment needs a second word." : `There is no assignment ${shown(action)}.`;
    throw usage(problem, action === "" ? "Write assignment create or assignment prove." : nearest(action, actions));
  }
  checkWords(words, env);
  if (action === "prove") return proveCommand(given, words);
  checkTogether(given);
  const wrong = given.find(({ name }) => ["github", "public", "no-git", "install", "no-install"].includes(name));
  if (wrong !== undefined) throw usage(`assignment create does not take ${wrong.typed}.`, "Leave it out.");
  if (has(given, "from")) refuseProjectFlags(given);
  const [from, level, due, late, ai] = ["from", "level", "due", "late", "ai"].map((name) => text(given, name));
  const asked = { ...request(given, words[0]), from, tasks: list(given, "tasks"), level, due, late, ai };
  if (asked.tasks !== undefined && level !== undefined)
    throw usage("--tasks and --level exclude each other.", "Give one.");
  return { command: "assignment create", asked: { ...asked, caller: callerIn(env) } };
}

/** A marked repository is the whole project, so flags that describe a project would have no effect. */
function refuseProjectFlags(given: FlagToken[]): void {
  const fitting = [...Object.keys(assignmentFlags), "yes", "dry-run", "json", "git"];
  const wrong = given.find(({ name }) => !fitting.includes(name));
  if (wrong !== undefined)
    throw usage(`--from takes a whole project, so ${wrong.typed} has no effect.`, "Leave one out.");
}

function proveCommand(given: FlagToken[], [directory]: string[]): CommandLine {
  const wrong = given.find(({ name }) => name !== "json");
  if (wrong !== undefined)
    throw usage(`assignment prove takes only the flag --json, but got ${wrong.typed}.`, "Leave it out.");
  return { command: "assignment prove", directory };
}

/** @throws UserError for a flag that only `assignment create` takes */
export function refuseAssignmentFlags(given: FlagToken[]): void {
  const wrong = given.find(({ name }) => name in assignmentFlags);
  if (wrong !== undefined)
    throw usage(`${wrong.typed} is a flag of assignment create.`, "Leave it out, or write assignment create.");
}
