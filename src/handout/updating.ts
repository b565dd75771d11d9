// Updating: an update of the starter for each student, as a report, and as a branch or a pull request.
import { sizeOf } from "../git/commit-files.ts";
import { RepoError } from "../github/activity.ts";
import type { Connection } from "../github/client.ts";
import type { Pace } from "../github/pace.ts";
import { openPull } from "../github/pulls.ts";
import { branchesOf, remotely, urlOf, type Way } from "../github/push.ts";
import type { Class, Student } from "../roster/class-file.ts";
import { onOneLine } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { forEachStudent } from "./each-student.ts";
import { fetchCommit } from "./fetching.ts";
import { merged, type Merge } from "./merging.ts";
import type { Update } from "./new-starter.ts";
import { handedOutTo, mainBranch, placeOf } from "./students-repo.ts";
import { contains, refsOf, type Store } from "./store.ts";

const most = { files: 20_000, bytes: 200_000_000 };

export interface Updating {
  connection: Connection;
  store: Store;
  known: Class;
  update: Update;
  /** Undefined for a report, which changes nothing on GitHub. */
  pace?: Pace;
  stepDone: () => void;
}

export interface Updated {
  key: string;
  state: Merge["state"] | "unreached";
  /** The files with conflicts. */
  files: string[];
  /** How it reached the student, or why it did not. */
  sent?: "main" | "pull request" | "open pull request";
  problem?: string;
}

/** @throws UserError if GitHub answers nobody, or Ctrl-C was pressed */
export async function updateAll(updating: Updating): Promise<Updated[]> {
  const { known, connection, store, stepDone } = updating;
  const handedOut = await refsOf(store, "refs/heads/");
  const all: Updated[] = [];
  await forEachStudent({
    students: known.students,
    stop: connection.stop,
    work: async (student) => void all.push(await updated(updating, student, handedOutTo(student, handedOut))),
    failed: ({ key }, problem) => all.push({ key, state: "unreached", files: [], problem }),
    stepDone,
  });
  return all;
}

async function updated(updating: Updating, student: Student, ours: string): Promise<Updated> {
  const { connection, store, known, update, pace } = updating;
  const { key } = student;
  const way: Way = { folder: store.path, to: placeOf(student), connection };
  const branches = await branchesOf(way);
  const current = branches.get(mainBranch);
  if (current === undefined) throw new RepoError(`${student.repo ?? key} has no branch ${mainBranch}.`);
  await fetchCommit(store, way, current, `refs/current/${key}`);
  await refuseHuge(store, way, current);
  const merge = await merged(store, current, known.root, update);
  const files = merge.state === "conflicts" ? merge.files : [];
  if (pace === undefined || merge.state === "up to date" || merge.state === "unrelated")
    return { key, state: merge.state, files };
  const isUntouched = current === ours || (await contains(store, ours, current));
  const sent = await send({ ...updating, pace }, { student, way, branches, merge, isUntouched });
  return { key, state: merge.state, files, sent };
}

/** A small pack can hold a folder a million times, which a merge would read into memory. */
async function refuseHuge(store: Store, { to }: Way, commit: string): Promise<void> {
  const { files, bytes } = await sizeOf(store.path, commit, most);
  if (files <= most.files && bytes <= most.bytes) return;
  const limits = `${most.files} files or ${most.bytes / 1e6} MB`;
  throw new RepoError(`${to.owner}/${to.name} has more than ${limits}.`, "Look at it on GitHub.");
}

interface Sending {
  student: Student;
  way: Way;
  branches: Map<string, string>;
  merge: Extract<Merge, { state: "clean" | "conflicts" }>;
  /** Whether the student has pushed nothing yet. */
  isUntouched: boolean;
}

/** Never by force. A branch of an earlier run, which the student may have changed, stays as it is. */
async function send(
  { connection, store, update, pace }: Updating & { pace: Pace },
  { student, way, branches, merge, isUntouched }: Sending,
): Promise<Updated["sent"]> {
  const push = (commit: string, branch: string) =>
    remotely(way, ["--git-dir=.", "push", "--quiet", urlOf(way), `${commit}:refs/heads/${branch}`]);
  if (merge.state === "clean" && isUntouched) {
    // Known as ours before it is there, so that nobody takes it for the student's work.
    await store.git(["update-ref", `refs/heads/${student.key}`, merge.commit]);
    await push(merge.commit, mainBranch);
    return "main";
  }
  const branch = `update-${update.number}`;
  const there = branches.get(branch);
  if (there === undefined) await push(merge.state === "clean" ? merge.commit : update.commit, branch);
  else await refuseOther(store, { student, way, branch, there, update });
  const pull = { title: `Update ${update.number} of the starter`, head: branch, base: mainBranch };
  const body = bodyOf(update, merge.state === "conflicts" ? merge.files : []);
  const opened = await pace.creating(() => openPull(connection, way.to, { ...pull, body }));
  if (typeof opened === "string") throw new RepoError(opened);
  return opened ? "pull request" : "open pull request";
}

/** A student may have a branch of that name, or have worked on ours. */
async function refuseOther(store: Store, { student, way, branch, there, update }: There): Promise<void> {
  await fetchCommit(store, way, there, `refs/sent/${student.key}`);
  if (await contains(store, there, update.commit)) return;
  throw new RepoError(`${way.to.owner}/${way.to.name} has another branch ${branch}.`, "Rename it there.");
}

interface There extends Pick<Sending, "student" | "way"> {
  branch: string;
  there: string;
  update: Update;
}

function bodyOf({ files }: Update, conflicts: string[]): string {
  const item = (path: string) => `- \`${onOneLine(path.replaceAll("`", "'"))}\``;
  const list = (paths: string[]) => paths.slice(0, 50).map(item).join("\n");
  const how = `You changed the same lines in these files. Keep what is right of both:\n\n${list(conflicts)}`;
  return [
    "The starter of this assignment was changed. Merge this pull request, and run `git pull`.",
    `Changed:\n\n${list(files)}`,
    ...(conflicts.length === 0 ? [] : [how]),
  ].join("\n\n");
}

/** @throws UserError for a class without repositories */
export function checkPlaced({ students }: Class): void {
  if (students.some(({ repo }) => repo !== undefined)) return;
  throw new UserError("The class has no repositories on GitHub.", "Hand out with --org first.");
}
