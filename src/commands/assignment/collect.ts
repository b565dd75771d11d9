// Command `assignment collect`: fetches what each student had pushed by the deadline. It can be run again.
import { openCatalog } from "../../catalog/catalog.ts";
import { readAssignment } from "../../classroom/on-disk.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { pathOf } from "../../disk/target.ts";
import type { Connection } from "../../github/client.ts";
import { connect } from "../../github/connection.ts";
import { pace, systemClock } from "../../github/pace.ts";
import { collectAll, type Collected } from "../../handout/collecting.ts";
import { collectedBefore, saveCollected } from "../../gradebook/collected-file.ts";
import { deadlinesOf, lateText, type Deadlines } from "../../handout/deadlines.ts";
import { withEarlier } from "../../handout/handed-in.ts";
import { checkGit, storeIn } from "../../handout/store.ts";
import { commandToType } from "../../invocation.ts";
import { classIn, type Class } from "../../roster/class-file.ts";
import { quote } from "../../shell.ts";
import { counted } from "../../shown.ts";
import type { Terminal } from "../../terminal.ts";
import { UserError, exitCodes } from "../../user-error.ts";
import type { Command } from "../command.ts";
import { nameOf } from "../next-steps.ts";

interface CollectContext {
  asked: ActionRequest;
  terminal: Terminal;
  stop: AbortSignal;
}

interface CollectOrder {
  folder: string;
  known: Class;
  deadlines: Deadlines;
  connection: Connection;
}

export function collectCommand({ asked, terminal, stop }: CollectContext): Command<CollectOrder> {
  const state = { unfinished: false };
  return {
    description: "Collects an assignment",
    prompts: () => terminal.during("Reading the class", () => takeOrder(pathOf(asked.directory ?? "."), stop)),
    actions: (order) => [
      async () => {
        const collected = await collect(order, terminal, stop);
        saveCollected(order.folder, order.deadlines.due, collected.submissions);
        state.unfinished = collected.problems.length > 0;
        report(order, collected, terminal);
      },
    ],
    exitCode: () => (state.unfinished ? exitCodes.unfinished : exitCodes.done),
  };
}

/** @throws UserError for a class without repositories, and for a wrong deadline or extension */
async function takeOrder(folder: string, stop: AbortSignal): Promise<CollectOrder> {
  const known = classIn(folder);
  await checkGit(folder, stop);
  if (known.students.every(({ repo }) => repo === undefined))
    throw new UserError(
      "The class has no repositories on GitHub.",
      "Hand out with --org, or name the folder of what was handed in with --submissions.",
    );
  const { terms } = await readAssignment(folder, openCatalog());
  const deadlines = deadlinesOf(folder, terms, known.students);
  const { connection } = await connect(stop);
  return { folder, known, deadlines, connection };
}

async function collect(order: CollectOrder, terminal: Terminal, stop: AbortSignal): Promise<Collected> {
  const { folder, known, deadlines, connection } = order;
  const store = storeIn(folder, stop);
  const rate = pace({ limits: [], clock: systemClock, stop, tell: terminal.note });
  const common = { connection, store, known, deadlines, pace: rate, before: collectedBefore(folder) };
  try {
    const students = known.students.length;
    const all = await terminal.steps("Collecting", students, (stepDone) => collectAll({ ...common, stepDone }));
    return { ...all, submissions: withEarlier(all.submissions, common.before, { stays: "folders", deadlines }) };
  } catch (error) {
    if (!stop.aborted) throw error;
    const kept = "What was fetched stays, and the next run goes on.";
    throw new UserError("Stopped before all were collected.", kept, exitCodes.interrupted);
  }
}

function report({ folder, deadlines }: CollectOrder, collected: Collected, terminal: Terminal): void {
  const { submissions, problems, notes } = collected;
  const [pushed, nothing] = [submissions.filter(({ commit }) => commit !== null), submissions.filter(isEmpty)];
  const late = pushed.filter((each) => each.late > 0);
  const status = problems.length > 0 ? "unfinished" : "collected";
  const deadline = deadlines.due ?? null;
  terminal.document({ format: 1, status, directory: folder, deadline, submissions, problems, notes });
  terminal.done(`Collected the work of ${pushed.length} of ${counted(submissions.length, "student")}`);
  const now = new Date();
  if (deadlines.due !== undefined && deadlines.due > now)
    terminal.note(`It is due ${deadlines.due.toLocaleString("en-GB")}: collect again after that`);
  const lateOnes = late.map((each) => `${each.key} (${lateText(each.late, deadlines)})`);
  if (late.length > 0) terminal.note(`Late: ${lateOnes.join(", ")}`);
  if (nothing.length > 0) terminal.note(`Pushed nothing in time: ${nothing.map(({ key }) => key).join(", ")}`);
  for (const note of notes) terminal.note(note);
  for (const problem of problems) terminal.missing(problem);
  terminal.say(`\nNext: ${commandToType(["assignment", "check", quote(nameOf(folder))])}`);
}

/** Somebody whose folder was collected pushed nothing, and handed in all the same. */
function isEmpty({ pushed }: { pushed: string | null }): boolean {
  return pushed === null;
}
