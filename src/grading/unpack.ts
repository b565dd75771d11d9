// Unpack: reads the wanted files of a submission. Each is a regular file, and no link is followed.
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readRegular } from "../disk/read-regular.ts";
import { TooManyFiles, filesOfCommit } from "../git/commit-files.ts";
import { codeOf } from "../user-error.ts";
import type { Submission } from "./submissions.ts";
import { Refused, Tally, isInside, isWanted, most } from "./wanted.ts";
import { filesOfZip } from "./zip.ts";

export type Files = Map<string, Uint8Array>;

/** @throws Refused for a submission that is too large or cannot be read */
export async function unpack(submission: Submission): Promise<Files> {
  const tally = new Tally();
  const wanted = (path: string, bytes: number) => {
    if (!isInside(path) || !isWanted(path)) return false;
    tally.add(bytes);
    return true;
  };
  if (submission.kind === "commit") return ofCommit(submission, wanted);
  const files =
    submission.kind === "zip" ? await filesOfZip(submission.path, wanted) : filesOfFolder(submission.path, wanted);
  return withoutWrapper(files, isWanted);
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

function filesOfFolder(folder: string, wanted: (path: string, bytes: number) => boolean): Files {
  const files: Files = new Map();
  const visit = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && isWanted(path) && isInside(path)) visit(path);
      if (!entry.isFile()) continue; // Links, pipes and devices are no part of a submission.
      const content = readWanted(join(folder, path), (bytes) => wanted(path, bytes));
      if (content !== undefined) files.set(path, content);
    }
  };
  visit("");
  return files;
}

/** @throws Refused if the system does */
function readWanted(file: string, wanted: (bytes: number) => boolean): Uint8Array | undefined {
  try {
    return readRegular(file, wanted);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new Refused(`A file of your submission cannot be read (${codeOf(error)}).`, { unreadable: true });
  }
}

/** An archive often holds one folder with everything in it. */
function withoutWrapper(files: Files, wanted: (path: string) => boolean): Files {
  const tops = new Set([...files.keys()].map((path) => path.split("/", 1)[0] ?? ""));
  const [top = ""] = tops;
  if (tops.size !== 1 || files.has(top)) return files;
  const inside = [...files].map(([path, content]) => [path.slice(top.length + 1), content] as const);
  return withoutWrapper(new Map(inside.filter(([path]) => wanted(path))), wanted);
}
