// Unpack: reads the wanted files of a submission. Each is a regular file, and no link is followed.
import { createHash } from "node:crypto";
import { opendirSync, type Dir, type Dirent } from "node:fs";
import { join } from "node:path";
import { readRegular } from "../disk/read-regular.ts";
import { TooManyFiles, filesOfCommit } from "../git/commit-files.ts";
import { shown } from "../shown.ts";
import type { Submission } from "./submissions.ts";
import { Refused, Tally, isInside, isWanted, most, readRefusal, type Use } from "./wanted.ts";
import { filesOfZip } from "./zip.ts";

export type Files = Map<string, Uint8Array>;

/**
 * Reads the files of a submission that are used.
 * @throws Refused for a submission that is too large or cannot be read
 */
export async function unpack(submission: Submission, isIgnored?: (path: string) => boolean): Promise<Files> {
  const tally = new Tally();
  const count = (bytes: number) => {
    tally.add(bytes);
    return true;
  };
  const isOurs = (path: string) => isInside(path) && isWanted(path);
  const isUsed = (path: string) => isOurs(path) && isIgnored?.(path) !== true;
  if (submission.kind === "commit")
    return ofCommit(submission, (path, bytes) => isUsed(path) && count(bytes));
  const used = (names: string[]) => withoutWrapper(names.filter(isOurs)).filter(([path]) => isUsed(path));
  if (submission.kind === "zip") return filesOfZip(submission.path, { used, count });
  return filesOfFolder(submission.path, { used, count });
}

async function ofCommit(
  { store, commit }: Extract<Submission, { kind: "commit" }>,
  wanted: (path: string, bytes: number) => boolean,
): Promise<Files> {
  try {
    return await filesOfCommit(store, commit, wanted);
  } catch (error) {
    throw error instanceof TooManyFiles ? new Refused(`Your submission has more than ${most.files} files.`) : error;
  }
}

/** What tells a submission from another: its commit, or the hash of its files. */
export function idOf(submission: Submission, files: Files): string {
  if (submission.kind === "commit") return submission.commit;
  const hash = createHash("sha256");
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesOfFolder(folder: string, { used, count }: Use): Files {
  const files: Files = new Map();
  const closed = new Map<string, unknown>();
  for (const [path, name] of used(namesIn(folder, closed))) {
    if (closed.has(name)) throw readRefusal(inSubmission(path), closed.get(name));
    const content = readWanted(join(folder, name), path, count);
    if (content !== undefined) files.set(path, content);
  }
  return files;
}

/**
 * Links, pipes and devices are no part of a submission.
 * @param closed gets the errors of folders that cannot be opened. Such a folder may be ignored: it is given a file "*".
 */
function namesIn(folder: string, closed: Map<string, unknown>): string[] {
  const [names, folders] = [[] as string[], [""]];
  for (let below = folders.pop(); below !== undefined; below = folders.pop()) {
    const at = (name: string) => (below === "" ? name : `${below}/${name}`);
    const refused = (error: unknown) => closed.set(at("*"), error) && names.push(at("*"));
    for (const entry of entriesOf(join(folder, below), refused)) {
      const name = at(entry.name);
      if (entry.isFile()) names.push(name);
      if (entry.isDirectory() && isWanted(name) && isInside(name)) folders.push(name);
      if (names.length + folders.length > most.entries)
        throw new Refused(`Your submission has more than ${most.entries} entries.`);
    }
  }
  return names;
}

/** One after the other: a folder can have more than fit into memory. */
function* entriesOf(folder: string, refused: (error: unknown) => void): Generator<Dirent> {
  let opened: Dir;
  try {
    opened = opendirSync(folder);
  } catch (error) {
    return refused(error);
  }
  try {
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) yield entry;
  } finally {
    opened.closeSync();
  }
}

/** @throws Refused if the system does */
function readWanted(file: string, path: string, wanted: (bytes: number) => boolean): Uint8Array | undefined {
  try {
    return readRegular(file, wanted);
  } catch (error) {
    throw readRefusal(inSubmission(path), error);
  }
}

function inSubmission(path: string): string {
  return `${shown(path, 80)} in your submission`;
}

/** An archive often holds one folder with everything in it. */
function withoutWrapper(names: string[]): [path: string, name: string][] {
  const tops = new Set(names.map((name) => name.split("/", 1)[0] ?? ""));
  const [top = ""] = tops;
  if (tops.size !== 1 || names.includes(top)) return names.map((name) => [name, name]);
  const inside = names.map((name) => name.slice(top.length + 1));
  return withoutWrapper(inside.filter(isWanted)).map(([path, name]) => [path, `${top}/${name}`]);
}
