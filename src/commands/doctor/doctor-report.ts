// Report of `doctor`: one line per check, then a fix for each problem, then the count.
import { sentence } from "../../system/fixes.ts";
import type { Found } from "../../doctor/examine.ts";
import { exitCodes, type ExitCode } from "../../user-error.ts";
import type { Terminal } from "../../terminal.ts";

type Problem = Extract<Found, { status: "note" | "missing" }>;

export function codeFor(found: Found[]): ExitCode {
  return found.some(({ status }) => status === "missing") ? exitCodes.refused : exitCodes.done;
}

export function reportFindings(found: Found[], terminal: Terminal): void {
  const problems = found.filter((each): each is Problem => each.status !== "fine");
  terminal.document(documentOf(found));
  for (const each of found) {
    if (each.status === "fine") terminal.done(each.says);
    if (each.status === "note") terminal.note(each.problem);
    if (each.status === "missing") terminal.missing(each.problem);
  }
  for (const problem of problems) {
    terminal.say(`\n${sentence(problem)}`);
    if (problem.commands.length > 0) terminal.commands(problem.commands);
  }
  terminal.say(`\n${summary(found)}`);
}

function summary(found: Found[]): string {
  const count = (status: Found["status"]) => found.filter((each) => each.status === status).length;
  const [missing, notes] = [count("missing"), count("note")];
  const needed =
    missing === 0
      ? "nothing required is missing"
      : `${missing} required ${missing === 1 ? "thing is" : "things are"} missing`;
  return `Checked ${found.length} things: ${needed}${notes === 0 ? "" : `, ${notes} worth knowing`}.`;
}

function documentOf(found: Found[]): object {
  const status = codeFor(found) === exitCodes.done ? "ready" : "incomplete";
  return { format: 1, status, checks: found };
}
