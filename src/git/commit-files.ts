// Commit files: the regular files of a commit, read from the repository without a checkout.
import { git } from "./git-run.ts";

interface Listed {
  id: string;
  bytes: number;
  path: string;
}

/**
 * Reads the files of a commit that are wanted. Links and submodules are left out, and no filter or hook runs.
 * @param wanted called with each path and size before anything is read
 */
export async function filesOfCommit(
  repo: string,
  commit: string,
  wanted: (path: string, bytes: number) => boolean,
): Promise<Map<string, Uint8Array>> {
  const tree = await git(repo, ["ls-tree", "-r", "-z", "--long", commit], { encoding: "latin1" });
  const listed = tree
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

/** A line of `ls-tree --long`: "100644 blob <id>    1234\t<path>". */
function fileIn(line: string): Listed[] {
  const tab = line.indexOf("\t"); // The path after it may contain tabs too.
  const about = line.slice(0, Math.max(0, tab));
  const [mode = "", , id = "", bytes = ""] = about.split(/ +/);
  if (mode !== "100644" && mode !== "100755") return [];
  return [{ id, bytes: Number(bytes), path: Buffer.from(line.slice(tab + 1), "latin1").toString("utf8") }];
}
