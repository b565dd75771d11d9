// Collected folders: `assignment collect --submissions` notes when folders and zip files were handed in.
import { openCatalog } from "../../catalog/catalog.ts";
import { readAssignment } from "../../classroom/on-disk.ts";
import { pathOf } from "../../disk/target.ts";
import { collectedBefore, saveCollected, type Submission } from "../../gradebook/collected-file.ts";
import { findSubmissions } from "../../grading/submissions.ts";
import { deadlinesOf, lateText, type Deadlines } from "../../handout/deadlines.ts";
import { handedIn, withEarlier } from "../../handout/handed-in.ts";
import { commandToType } from "../../invocation.ts";
import { readClass } from "../../roster/class-file.ts";
import { refuseOutsiders } from "../../roster/outsiders.ts";
import { quote } from "../../shell.ts";
import type { Terminal } from "../../terminal.ts";
import { exitCodes } from "../../user-error.ts";
import type { Command } from "../command.ts";
import { nameOf } from "../next-steps.ts";
import { counted } from "../../shown.ts";

interface FoldersOrder {
  folder: string;
  from: string;
  deadlines: Deadlines;
  submissions: Submission[];
  /** With those of other folders, and of GitHub, that were collected before. */
  all: Submission[];
  absent: string[];
}

export function collectFoldersCommand(directory: string, given: string, terminal: Terminal): Command<FoldersOrder> {
  return {
    description: "Collects folders of an assignment",
    prompts: () => takeOrder(pathOf(directory), pathOf(given)),
    actions: (order) => [
      () => saveCollected(order.folder, order.deadlines.due, order.all),
      () => report(order, terminal),
    ],
    exitCode: () => exitCodes.done,
  };
}

/** @throws UserError for a submission without a time or of nobody in the class, and for a row about nobody */
async function takeOrder(folder: string, from: string): Promise<FoldersOrder> {
  const keys = (await findSubmissions(folder, from)).map(({ key }) => key);
  const handedOut = readClass(folder)?.students ?? [];
  const known = new Set(handedOut.map(({ key }) => key));
  const others = keys.filter((key) => !known.has(key)).map((key) => ({ key, members: [{ name: key }] }));
  const students = [...handedOut, ...others];
  const { terms } = await readAssignment(folder, openCatalog());
  const deadlines = deadlinesOf(folder, terms, students);
  const submissions = handedIn({ folder: from, keys, students, deadlines });
  const named = new Set(submissions.flatMap(({ key, name }) => (name === undefined ? [] : [key])));
  refuseOutsiders(folder, keys, (key) => named.has(key));
  const all = withEarlier(submissions, collectedBefore(folder), { stays: "all", deadlines });
  const came = new Set(all.map(({ key }) => key));
  const absent = [...known].filter((key) => !came.has(key));
  return { folder, from, deadlines, submissions, all, absent };
}

function report({ folder, from, deadlines, submissions, absent }: FoldersOrder, terminal: Terminal): void {
  const late = submissions.filter((each) => each.late > 0);
  const lateOnes = late.map((each) => `${each.key} (${lateText(each.late, deadlines)})`);
  const deadline = deadlines.due ?? null;
  terminal.document({ format: 1, status: "collected", directory: folder, deadline, submissions, absent });
  terminal.done(`Noted when the work of ${counted(submissions.length, "student")} came`);
  if (late.length > 0) terminal.note(`Late: ${lateOnes.join(", ")}`);
  const early = submissions.filter(({ pushed }) => pushed !== null && new Date(pushed) > new Date());
  if (early.length > 0) terminal.note(`Times that are still to come: ${early.map(({ key }) => key).join(", ")}`);
  if (absent.length > 0) terminal.note(`Handed in nothing: ${absent.join(", ")}`);
  const words = ["assignment", "check", quote(nameOf(folder)), "--submissions", quote(nameOf(from))];
  terminal.say(`\nNext: ${commandToType(words)}`);
}
