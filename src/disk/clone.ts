// Clone: an existing folder in which a project can start although it is not empty. It holds a fresh repo, with at most the files
// that GitHub makes for one, or the settings of an editor.
import { lstatSync, readFileSync } from "node:fs";
import type { Draft } from "../draft.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

/** Settings of editors, which are left as they are. */
const editors = [".idea", ".vscode"];
const [repo, license, ignored, readme] = [".git", "LICENSE", ".gitignore", "README.md"];
/** In bytes. What GitHub makes is much shorter. */
const longest = 100_000;

/** What of a folder stays and what is replaced. */
export interface Clone {
  /** Whether the folder is a repo of its own. */
  repo: boolean;
  /** All that lies in the folder, but for the repo and the settings of editors. */
  files: string[];
  /** What the project may replace; the rest of its files must not be there yet. */
  replaces: string[];
  /** The text of a LICENSE that stays. */
  license?: string;
  /** The text of a .gitignore that is added to. */
  ignored?: string;
}

/**
 * Looks at what lies in a folder.
 *
 * @param entries name -> where it lies
 * @returns undefined where anything else than a fresh repo lies there
 * @throws UserError for a file that would be lost
 */
export function cloneIn(entries: Map<string, string>): Clone | undefined {
  const names = [...entries.keys()].filter((name) => !editors.includes(name) || !isFolder(entries.get(name)));
  if (names.length === 0) return { repo: false, files: [], replaces: [] };
  if (!isFolder(entries.get(repo)) || !names.every((name) => [repo, license, ignored, readme].includes(name))) return undefined;
  const textOf = (name: string) => textAt(entries.get(name));
  checkReadme(textOf(readme));
  return { repo: true, files: names.filter((name) => name !== repo), replaces: [repo, ignored, readme].filter((name) => entries.has(name)), license: textOf(license), ignored: textOf(ignored) };
}

/** Fits the files of a project into a clone: its LICENSE stays, and its .gitignore comes first. */
export function adapt(draft: Draft, { license: kept, ignored: theirs }: Clone): void {
  if (kept !== undefined) draft.delete(license);
  if (theirs !== undefined) draft.set(ignored, together(theirs, draft.get(ignored) ?? ""));
}

/** GitHub writes a heading with the repo's name, and below it the description. */
function checkReadme(text: string | undefined): void {
  const [first = "", ...rest] = (text ?? "# ").trim().split(/\r?\n/);
  const paragraph = rest.join("\n").trim();
  if (/^#(?!#)/.test(first) && !/\n[ \t]*\n/.test(paragraph) && !/^([#>|*+-]|\d+\.|```)/m.test(paragraph)) return;
  throw new UserError("README.md holds more than a heading and a paragraph, and the project brings its own.", "Shorten it and commit that, or choose a new folder.");
}

/** Their lines, and below them those of ours that they have not, each with the comment above it. */
function together(theirs: string, ours: string): string {
  const end = theirs.includes("\r\n") ? "\r\n" : "\n";
  const lines = theirs.trimEnd().split(/\r?\n/);
  const known = new Set(lines.map((line) => line.trim()));
  const more: string[] = [];
  let comments: string[] = [];
  for (const line of ours.split("\n")) {
    if (line.startsWith("#")) comments.push(line);
    else if (line !== "" && !known.has(line)) more.push(...comments.splice(0), line);
    else comments = [];
  }
  return [...lines, ...(more.length > 0 && lines[0] !== "" ? [""] : []), ...more].join(end).trimStart() + end;
}

function isFolder(path: string | undefined): boolean {
  return path !== undefined && lstatSync(path).isDirectory();
}

/** @throws UserError for a link, and for what is too large to be GitHub's */
function textAt(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const found = lstatSync(path);
  if (found.isFile() && found.size <= longest) return readFileSync(path, "utf8");
  throw new UserError(`${shown(path, 400)} is not a short file, as GitHub makes it.`, "Choose a new folder.");
}
