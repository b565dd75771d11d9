// Clone: an existing folder that is not empty but can take a project. It holds a fresh repository with at most the
// files that GitHub creates, or editor settings.
import { lstatSync, readFileSync } from "node:fs";
import type { Contents } from "../draft.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

/** Editor settings, which stay unchanged. */
const editors = [".idea", ".vscode"];
const [repo, license, ignored, readme] = [".git", "LICENSE", ".gitignore", "README.md"];
/** In bytes; GitHub's own files are much smaller. */
const longest = 100_000;

export interface Clone {
  /** Whether the folder is a repository itself. */
  repo: boolean;
  /** Every file in the folder except the repository and editor settings. */
  files: string[];
  /** The files that the project may replace. None of its other files may exist. */
  replaces: string[];
  /** The text of a LICENSE that stays. */
  license?: string;
  /** The text of a .gitignore that is extended. */
  ignored?: string;
}

/**
 * Reads the entries of a folder.
 * @param entries name -> path
 * @returns undefined if the folder holds anything but a fresh repository
 * @throws UserError for a file that would be lost
 */
export function cloneIn(entries: Map<string, string>): Clone | undefined {
  const names = [...entries.keys()].filter((name) => !editors.includes(name) || !isFolder(entries.get(name)));
  if (names.length === 0) return { repo: false, files: [], replaces: [] };
  if (!isFolder(entries.get(repo)) || !names.every((name) => [repo, license, ignored, readme].includes(name)))
    return undefined;
  const textOf = (name: string) => textAt(entries.get(name));
  checkReadme(textOf(readme));
  return {
    repo: true,
    files: names.filter((name) => name !== repo),
    replaces: [repo, ignored, readme].filter((name) => entries.has(name)),
    license: textOf(license),
    ignored: textOf(ignored),
  };
}

/** Adapts a project's files to a clone: its LICENSE stays, and its .gitignore comes first. */
export function adapt(draft: Contents, { license: kept, ignored: theirs }: Clone): void {
  if (kept !== undefined) draft.delete(license);
  if (theirs !== undefined) draft.set(ignored, together(theirs, String(draft.get(ignored) ?? "")));
}

/** GitHub writes a heading with the repository's name, and the description below it. */
function checkReadme(text: string | undefined): void {
  const [first = "", ...rest] = (text ?? "# ").trim().split(/\r?\n/);
  const paragraph = rest.join("\n").trim();
  if (/^#(?!#)/.test(first) && !/\n[ \t]*\n/.test(paragraph) && !/^([#>|*+-]|\d+\.|```)/m.test(paragraph)) return;
  throw new UserError(
    "README.md contains more than a heading and a paragraph, and the project has its own.",
    "Shorten it and commit that, or choose a new folder.",
  );
}

/** The lines of the clone, then those of ours that are missing, each with the comment above it. */
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

/** @throws UserError for a link, and for a file too large to be GitHub's */
function textAt(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const found = lstatSync(path);
  if (found.isFile() && found.size <= longest) return readFileSync(path, "utf8");
  throw new UserError(`${shown(path, 400)} is not a short file as GitHub creates it.`, "Choose a new folder.");
}
