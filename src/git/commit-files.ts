// Commit files: the regular files of a commit, read from the repository without a checkout.
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { git } from "./git-run.ts";

interface Listed {
  id: string;
  bytes: number;
  path: string;
}

/** The longest list of files that is read. A small commit can hold the same folder in itself again and again. */
const longest = 10_000_000;

/** A commit with more files than anybody writes. */
export class TooManyFiles extends Error {}

/**
 * Reads the files of a commit that are wanted. Links and submodules are left out, and no filter or hook runs.
 * @param wanted called with each path and size before anything is read
 * @throws TooManyFiles if even their list is too long, and UserError for a repository that is damaged
 */
export async function filesOfCommit(
  repo: string,
  commit: string,
  wanted: (path: string, bytes: number) => boolean,
): Promise<Map<string, Uint8Array>> {
  const listed = (await listOf(repo, commit))
    .split("\0")
    .flatMap(fileIn)
    .filter(({ path, bytes }) => wanted(path, bytes));
  const input = listed.map(({ id }) => `${id}\n`).join("");
  const all = Buffer.from(await git(repo, ["cat-file", "--batch"], { input, encoding: "latin1" }), "latin1");
  const files = new Map<string, Uint8Array>();
  let at = 0;
  for (const { path, bytes } of listed) {
    const start = all.indexOf("\n", at) + 1; // After "<id> blob <size>".
    files.set(path, all.subarray(start, start + bytes));
    at = start + bytes + 1;
  }
  return files;
}

/**
 * How much a commit holds, links and folders included. More than `most` is not counted to the end.
 * @throws UserError for a repository that is damaged
 */
export async function sizeOf(repo: string, commit: string, most: Size): Promise<Size> {
  const command = ["ls-tree", "-r", "-t", "-z", "--long", commit];
  const end = new AbortController();
  let rest = "";
  const size = { files: 0, bytes: 0 };
  const heard = (piece: string) => {
    const lines = (rest + piece).split("\0");
    rest = lines.pop() ?? "";
    size.files += lines.length;
    for (const line of lines) size.bytes += Number(/^\d+ \w+ \w+ +(\d+)\t/.exec(line)?.[1] ?? 0);
    if (size.files > most.files || size.bytes > most.bytes) end.abort();
  };
  try {
    await git(repo, command, { encoding: "latin1", heard, stop: end.signal });
  } catch (error) {
    if (!end.signal.aborted) throw error;
  }
  return size;
}

export interface Size {
  files: number;
  bytes: number;
}

async function listOf(repo: string, commit: string): Promise<string> {
  const end = new AbortController();
  let length = 0;
  const heard = (piece: string) => {
    length += piece.length;
    if (length > longest) end.abort();
  };
  try {
    return await git(repo, ["ls-tree", "-r", "-z", "--long", commit], { encoding: "latin1", heard, stop: end.signal });
  } catch (error) {
    throw end.signal.aborted ? new TooManyFiles() : error;
  }
}

/** A line of `ls-tree --long`: "100644 blob <id>    1234\t<path>", or "BAD" for 1234. */
function fileIn(line: string): Listed[] {
  const tab = line.indexOf("\t"); // The path after it may contain tabs too.
  const about = line.slice(0, Math.max(0, tab));
  const [mode = "", , id = "", bytes = ""] = about.split(/ +/);
  if (mode !== "100644" && mode !== "100755") return [];
  const path = Buffer.from(line.slice(tab + 1), "latin1").toString("utf8");
  if (/^\d+$/.test(bytes)) return [{ id, bytes: Number(bytes), path }];
  throw new UserError(`Git has lost ${shown(path)} (${id}).`, "Collect again, or restore the repository from a copy.");
}
