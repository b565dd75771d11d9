// Collecting: for each student the last commit that was pushed in time, fetched into the store.
import { lastPush, type Push } from "../github/activity.ts";
import type { Connection } from "../github/client.ts";
import type { Pace } from "../github/pace.ts";
import type { Way } from "../github/push.ts";
import type { Class, Student } from "../roster/class-file.ts";
import type { Submission } from "../gradebook/collected-file.ts";
import { dueFor, lateMinutes, lateUntil, type Deadlines } from "./deadlines.ts";
import { fetchCommit, type Bounds } from "./fetching.ts";
import { forEachStudent } from "./each-student.ts";
import { handedOutTo, mainBranch, placeOf } from "./students-repo.ts";
import { contains, refsOf, tidy, type Store } from "./store.ts";

export const collectedRefs = "refs/collected/";

export interface Collecting {
  connection: Connection;
  store: Store;
  known: Class;
  deadlines: Deadlines;
  pace: Pace;
  /** The submissions of an earlier run, by key. They stay where this run reaches nothing. */
  before: Map<string, Submission>;
  bounds?: Bounds;
  stepDone: () => void;
}

export interface Collected {
  submissions: Submission[];
  /** Sentences about students who could not be reached. */
  problems: string[];
  notes: string[];
}

/** @throws UserError if GitHub answers nobody, or Ctrl-C was pressed. The next run goes on. */
export async function collectAll(collecting: Collecting): Promise<Collected> {
  const { known, before, connection, stepDone } = collecting;
  const collected: Collected = { submissions: [], problems: [], notes: [] };
  const handedOut = await refsOf(collecting.store, "refs/heads/");
  const there = await refsOf(collecting.store, collectedRefs);
  const work = async (student: Student) => {
    const push = await pushOf(collecting, student);
    const own = push !== undefined && (await isOwn(collecting, student, push, { there, handedOut, collected }));
    collected.submissions.push(submissionOf(student.key, own ? push : undefined, collecting.deadlines));
  };
  const failed = ({ key }: Student, problem: string) => {
    collected.problems.push(problem);
    collected.submissions.push(before.get(key) ?? submissionOf(key, undefined, collecting.deadlines));
  };
  await forEachStudent({ students: known.students, stop: connection.stop, work, failed, stepDone });
  await tidy(collecting.store);
  return collected;
}

function pushOf({ connection, deadlines, pace }: Collecting, student: Student): Promise<Push | undefined> {
  const due = dueFor(student.key, deadlines);
  const until = due && lateUntil(due, deadlines.accepted);
  return pace.asking(() => lastPush(connection, placeOf(student), mainBranch, until));
}

interface Refs {
  there: Map<string, string>;
  handedOut: Map<string, string>;
  collected: Collected;
}

/** Fetches what was pushed. What we pushed ourselves is no work of the student. */
async function isOwn(
  { connection, store, known, bounds }: Collecting,
  student: Student,
  { commit }: Push,
  { there, handedOut, collected }: Refs,
): Promise<boolean> {
  const { key } = student;
  const ours = handedOutTo(student, handedOut);
  const ref = `${collectedRefs}${key}`;
  const way: Way = { folder: store.path, to: placeOf(student), connection };
  if (commit !== ours && there.get(key) !== commit) await fetchCommit(store, way, commit, ref, bounds);
  const isNothing = commit === ours || (await contains(store, ours, commit));
  if (isNothing && there.has(key)) await store.git(["update-ref", "-d", ref]);
  if (isNothing) return false;
  if (!(await contains(store, commit, known.root)))
    collected.notes.push(`${key}: the history does not contain the starter, so it cannot be updated`);
  return true;
}

function submissionOf(key: string, push: Push | undefined, deadlines: Deadlines): Submission {
  if (push === undefined) return { key, commit: null, pushed: null, late: 0 };
  const late = lateMinutes(push.time, dueFor(key, deadlines));
  return { key, commit: push.commit, pushed: push.time.toISOString(), late };
}
