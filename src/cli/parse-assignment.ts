// Assignment parser: the words and flags after `assignment`.
import { callerIn } from "../invocation.ts";
import { nearest } from "../nearest.ts";
import { shown } from "../shown.ts";
import {
  actionNames,
  assignmentActions,
  type AssignmentAction,
  type AssignmentActionName,
} from "./assignment-actions.ts";
import { actionFlags, assignmentFlags } from "./flags.ts";
import { checkTogether, has, list, request, text } from "./flag-values.ts";
import type { Environment } from "./npm-flags.ts";
import type { CommandLine } from "./request.ts";
import { usage, type FlagToken } from "./tokens.ts";
import { checkWords } from "./words.ts";

const actions = ["create", ...actionNames];

const notForCreate = ["github", "public", "no-git", "install", "no-install"];

/** @throws UserError with exit code 2 */
export function assignmentCommand(given: FlagToken[], named: string[], env: Environment): CommandLine {
  const [action = "", ...words] = named;
  if (!actions.includes(action)) {
    const problem =
      action === "" ? "assignment needs a second word." : `There is no command assignment ${shown(action)}.`;
    throw usage(
      problem,
      action === ""
        ? `Write assignment and ${actions.slice(0, -1).join(", ")} or ${actions.at(-1) ?? ""}.`
        : nearest(action, actions),
    );
  }
  checkWords(words, env);
  const known = actionNames.find((name) => name === action);
  if (known !== undefined) return actionCommand(known, given, words);
  checkTogether(given);
  const wrong = given.find(({ name }) => notForCreate.includes(name) || name in actionFlags);
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

function actionCommand(action: AssignmentActionName, given: FlagToken[], [directory]: string[]): CommandLine {
  const flags: string[] = assignmentActions[action].flags;
  const wrong = given.find(({ name }) => !flags.includes(name));
  const fix = `Leave it out; it takes ${flags.map((flag) => `--${flag}`).join(", ")}.`;
  if (wrong !== undefined) throw usage(`assignment ${action} does not take ${wrong.typed}.`, fix);
  const asked = { action, directory, dryRun: has(given, "dry-run") };
  const [isGiven, textOf] = [(flag: string) => has(given, flag), (flag: string) => text(given, flag)];
  return { command: "assignment", asked: { ...asked, has: isGiven, text: textOf } };
}

/** @throws UserError for a flag that only an action of `assignment` takes */
export function refuseAssignmentFlags(given: FlagToken[]): void {
  const wrong = given.find(({ name }) => name in assignmentFlags || name in actionFlags);
  if (wrong === undefined) return;
  const action = wrong.name in assignmentFlags ? "create" : actionWith(wrong.name);
  throw usage(`${wrong.typed} is a flag of assignment ${action}.`, `Leave it out, or write assignment ${action}.`);
}

function actionWith(flag: string): string {
  return Object.entries<AssignmentAction>(assignmentActions).find(([, { flags }]) => flags.includes(flag))?.[0] ?? "";
}
