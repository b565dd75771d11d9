// Handing out: the store with a branch for each student, then their repositories, saved after each step.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { secretOf } from "../disk/folder-key.ts";
import { writePrivate } from "../disk/private-files.ts";
import type { Connection } from "../github/client.ts";
import type { Pace } from "../github/pace.ts";
import { classFile, classText, type Class, type Student } from "../roster/class-file.ts";
import { UserError } from "../user-error.ts";
import { addBranches } from "./branches.ts";
import { forEachStudent } from "./each-student.ts";
import { isPlaced, place } from "./placement.ts";
import type { Seeds } from "./seeds.ts";
import { starterFolder } from "./starter.ts";
import { openStore, refsOf, starterRef, storeFolder, storeIn, type Store } from "./store.ts";

export function saveClass(folder: string, known: Class): void {
  // A roster or extensions in the folder name people too.
  writePrivate(folder, new Map([[classFile, classText(known)]]), [`/${classFile}`, "/*.csv"]);
}

/** Creates the store, or adds new students to it; returns the keys of the new branches. */
export async function fillStore(folder: string, known: Class, seeds: Seeds, stop: AbortSignal): Promise<string[]> {
  const secret = secretOf(folder);
  if (known.updated !== undefined) await refuseLost(storeIn(folder, stop));
  const store = await openStore(folder, join(folder, starterFolder), known.root, stop);
  const added = await addBranches({ store, root: known.root, students: known.students, seeds, secret });
  saveClass(folder, known);
  return added;
}

/** A new store would have the starter and the copies as they were before the updates. */
async function refuseLost(store: Store): Promise<void> {
  const isThere = existsSync(join(store.path, "HEAD")) && (await refsOf(store, starterRef)).size > 0;
  if (isThere) return;
  throw new UserError(
    `${storeFolder} is missing or damaged, and only it holds the updates that were sent.`,
    "Restore it from a copy.",
  );
}

interface HandingOut {
  folder: string;
  known: Class;
  students: Student[];
  description: string;
  github: { connection: Connection; login: string };
  pace: Pace;
  stepDone: () => void;
}

/**
 * Brings to GitHub what is not there yet. After a failure or Ctrl-C the next run goes on where this one ended.
 * @returns a sentence for everybody who was not reached
 * @throws UserError if GitHub refuses everybody, or Ctrl-C was pressed
 */
export async function placeAll(handingOut: HandingOut): Promise<string[]> {
  const { folder, known, students, description, github, pace, stepDone } = handingOut;
  const { connection, login } = github;
  const store = storeIn(folder, connection.stop);
  const tips = await refsOf(store, "refs/heads/");
  const save = () => saveClass(folder, known);
  const problems: string[] = [];
  const placement = { connection, login, store, tips, known, description, pace, save };
  await forEachStudent({
    students: students.filter((each) => !isPlaced(each)),
    stop: connection.stop,
    work: async (student) => void problems.push(...(await place(placement, student))),
    failed: (_, problem) => problems.push(problem),
    stepDone,
  });
  return problems;
}
