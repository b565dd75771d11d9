// Marked repo: the files of an instructor's own repository, with marks that fit its tasks.
import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Bytes, Draft } from "../draft.ts";
import { filesOfRepo } from "../git/repo-files.ts";
import { tasksIn } from "../render/cut-regions.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { mostHandedIn } from "./checking.ts";
import type { Task } from "./tasks.ts";

/** The folder in the repo with `tasks.json` and `contract/`, which no student gets. */
export const assignmentFolder = "assignment";

interface MarkedRepo {
  texts: Draft;
  /** Pictures, fonts and the like, which are not searched for marks. */
  bytes: Bytes;
}

/** @throws UserError for a wrong mark, a task without a region, and a repo that is too large to be handed in */
export async function readMarkedRepo(folder: string, tasks: Task[]): Promise<MarkedRepo> {
  const paths = await filesOfRepo(folder);
  checkPaths(paths);
  checkSize(folder, paths.filter(isStudents));
  const files = paths.map((path) => [path, readFileSync(join(folder, path))] as const);
  const isText = (bytes: Buffer) => isUtf8(bytes) && !bytes.includes(0);
  const texts = new Map(files.flatMap(([path, bytes]) => (isText(bytes) ? [[path, bytes.toString()]] : [])));
  const bytes = new Map(files.filter(([, content]) => !isText(content)));
  for (const [path, content] of bytes) checkUnmarked(path, content);
  checkMarks(studentsFiles(texts), tasks);
  return { texts, bytes };
}

/** The files that students get. */
export function studentsFiles<T>(files: Map<string, T>): Map<string, T> {
  return new Map([...files].filter(([path]) => isStudents(path)));
}

function isStudents(path: string): boolean {
  return !path.startsWith(`${assignmentFolder}/`);
}

/** @throws UserError for a file that an assignment adds itself */
function checkPaths(paths: string[]): void {
  const taken = paths.find((path) => path.startsWith("check/") || path === "ASSIGNMENT.md");
  if (taken === undefined) return;
  throw new UserError(`The repo has ${shown(taken, 400)}, which an assignment adds itself.`, "Rename it.");
}

/** Looks before it reads: a repo can hold films. */
function checkSize(folder: string, paths: string[]): void {
  const sizes = paths.map((path) => ({ path, size: statSync(join(folder, path)).size }));
  const [largest] = sizes.sort((a, b) => b.size - a.size);
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  const { files, bytes } = mostHandedIn;
  if (total > bytes)
    throw new UserError(
      `The repo is larger than ${bytes / 1e6} MB, the most that a student can hand in.`,
      `Take large files out of it: the largest is ${shown(largest?.path ?? "", 400)}.`,
    );
  if (paths.length > files)
    throw new UserError(
      `The repo has more than ${files} files, the most that a student can hand in.`,
      "Leave some out with .gitignore.",
    );
}

/** A text in another encoding would be copied with its marks, and with the solution. */
function checkUnmarked(path: string, bytes: Buffer): void {
  const encodings = ["latin1", "utf16le"] as const;
  if (encodings.every((encoding) => tasksIn(path, bytes.toString(encoding)).length === 0)) return;
  throw new UserError(`${shown(path, 400)} has marks of tasks, and is not UTF-8.`, "Save it as UTF-8.");
}

function checkMarks(files: Draft, tasks: Task[]): void {
  const found = new Set<string>();
  for (const [path, text] of files) {
    for (const id of tasksIn(path, text)) {
      if (!tasks.some((task) => task.id === id))
        throw new UserError(
          `${path}: no task is called ${id}.`,
          `Add it to ${assignmentFolder}/tasks.json, or mend the mark.`,
        );
      found.add(id);
    }
  }
  const without = tasks.find(({ id }) => !found.has(id));
  if (without !== undefined)
    throw new UserError(
      `No file has a region for the task ${without.id}.`,
      `Mark it with "task ${without.id}" and "end ${without.id}".`,
    );
}
