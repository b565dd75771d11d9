// Submissions: what is graded, from the collected branches of the store, or from folders and zip files.
import { existsSync, lstatSync, readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { git } from "../git/git-run.ts";
import { keyPattern } from "../roster/keys.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

export type Submission = { key: string } & (
  { kind: "commit"; store: string; commit: string } | { kind: "folder" | "zip"; path: string }
);

const store = "store.git";
const collected = "refs/collected/";

/**
 * All submissions, sorted by key.
 * @param submissions the folder that `--submissions` names; without it, those that were collected
 * @throws UserError if there are none, or if one has a name that is no key
 */
export async function findSubmissions(folder: string, submissions?: string): Promise<Submission[]> {
  const found = submissions === undefined ? await collectedIn(folder) : submittedIn(submissions);
  const sorted = found.sort((a, b) => (a.key < b.key ? -1 : 1));
  const twice = sorted.find(({ key }, at) => sorted[at + 1]?.key === key);
  if (twice === undefined) return sorted;
  throw new UserError(`There are two submissions of ${twice.key}.`, "Remove the folder or the zip file.");
}

async function collectedIn(folder: string): Promise<Submission[]> {
  const path = join(folder, store);
  const listed =
    existsSync(path) ? await git(path, ["for-each-ref", "--format=%(objectname) %(refname)", collected]) : "";
  const found = listed.split("\n").flatMap((line): Submission[] => {
    const [commit = "", name = ""] = line.split(" ");
    const key = name.slice(collected.length);
    return keyPattern.test(key) ? [{ key, kind: "commit", store: path, commit }] : []; // Others are none of ours.
  });
  if (found.length > 0) return found;
  throw new UserError(
    `Nothing was collected in ${shown(folder, 300)}.`,
    "Type assignment collect first. Folders and zip files are graded with --submissions, also after collect.",
  );
}

function submittedIn(folder: string): Submission[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UserError(`${shown(folder, 300)} is no folder.`, "Name the folder with the submissions.");
  if (existsSync(join(folder, "package.json")))
    throw new UserError(`${shown(folder, 300)} holds a package.json: it is one project.`, "Name the folder around it.");
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
  const found = entries.flatMap((entry): Submission[] => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || archive.test(entry.name)) throw unused(path);
    if (entry.isDirectory()) return [{ key: keyOf(entry.name), kind: "folder", path }];
    return entry.isFile() && isZip(entry.name) ?
        [{ key: keyOf(basename(entry.name, extname(entry.name))), kind: "zip", path }]
      : [];
  });
  if (found.length > 0) return found;
  throw new UserError(
    `${shown(folder, 300)} holds no folder and no zip file.`,
    "Name the folder with the submissions.",
  );
}

/** What students hand in instead of a zip file. */
const archive = /\.(tar|tgz|gz|bz2|xz|zst|rar|7z)$/i;

function unused(path: string): UserError {
  return new UserError(`${shown(path, 300)} is no folder and no zip file.`, "Unpack it to a folder, or remove it.");
}

function isZip(name: string): boolean {
  return extname(name).toLowerCase() === ".zip";
}

/** @throws UserError for a name that could not be the key of a student */
function keyOf(name: string): string {
  const key = name.toLowerCase();
  if (keyPattern.test(key) && key.length <= 100) return key;
  throw new UserError(
    `The submission ${shown(name)} is not named after a student.`,
    "Rename it to the student's key, such as ann-lee.",
  );
}
