// Take-over: whether a repository that is there already is one of ours, which an interrupted run has left.
import type { Connection } from "../github/client.ts";
import type { Pace } from "../github/pace.ts";
import { branchesOf, remotely, urlOf, type Way } from "../github/push.ts";
import { addressOf, findRepo, TakenError } from "../github/repos.ts";
import type { Class, Student } from "../roster/class-file.ts";
import { mainBranch } from "./students-repo.ts";
import { contains, type Store } from "./store.ts";

export interface TakeOver {
  connection: Connection;
  store: Store;
  /** What each student gets: key -> commit. */
  tips: Map<string, string>;
  known: Class;
  pace: Pace;
  /** So that the next run knows of a step. */
  save: () => void;
}

/** @throws TakenError unless it is a private repository that holds the student's copy, or an empty one that we began */
export async function takeOver(
  taking: TakeOver,
  student: Student,
  { way, wasBegun }: { way: Way; wasBegun: boolean },
): Promise<void> {
  const { connection, pace, save, tips } = taking;
  const address = addressOf(connection.host, way.to);
  try {
    const found = await pace.asking(() => findRepo(connection, way.to));
    if (found?.private === false)
      throw new TakenError(`${address} is there already, and public.`, "Delete it there, or hide it.");
    const main = (await branchesOf(way)).get(mainBranch);
    const tip = tips.get(student.key);
    if (main === undefined && wasBegun) return;
    if (main === undefined || tip === undefined || !(await holds(taking, student, { way, main, tip })))
      throw new TakenError(
        `${address} is there already, and is another repo.`,
        "Rename or delete it there, and hand out again.",
      );
    student.pushed = tip;
  } catch (error) {
    // The next run must not take it for one that this run has created.
    if (!wasBegun) delete student.begun;
    save();
    throw error;
  }
}

interface Found {
  way: Way;
  main: string;
  tip: string;
}

/** Whether the copy of this student is in the history. That of another student is not enough. */
async function holds({ store, known }: TakeOver, { key }: Student, { way, main, tip }: Found): Promise<boolean> {
  const seen = `refs/seen/${key}`;
  const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
  await remotely(way, ["--git-dir=.", "fetch", ...options, urlOf(way), `+${main}:${seen}`]);
  const ours = (await contains(store, seen, known.root)) && (await contains(store, seen, tip));
  await store.git(["update-ref", "-d", seen]);
  return ours;
}
