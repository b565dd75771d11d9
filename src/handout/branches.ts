// Branches: a commit for each student on the shared root, with a greeting and rows of their own.
import type { Student } from "../roster/class-file.ts";
import { drawn } from "../disk/folder-key.ts";
import { seededFiles, type Seeds } from "./seeds.ts";
import { fileAt, refsOf, type Store } from "./store.ts";

const readme = "README.md";

/** So many students go through one process of Git at a time. */
const batch = 500;

export interface Branches {
  store: Store;
  root: string;
  students: Student[];
  seeds: Seeds;
  secret: string;
}

/**
 * Adds the branches that are missing, by `git fast-import`. The same students, root and secret give the same commits.
 * @returns the keys of the new branches
 */
export async function addBranches({ store, root, students, seeds, secret }: Branches): Promise<string[]> {
  const there = await refsOf(store, "refs/heads/");
  const missing = students.filter(({ key }) => !there.has(key));
  if (missing.length === 0) return [];
  const committer = /^committer (.*)$/m.exec(await store.git(["cat-file", "commit", root]))?.[1] ?? "";
  const paths = new Set([readme, ...seeds.rows.map(({ file }) => file)]);
  const files = new Map<string, string>();
  for (const path of paths) {
    const text = await fileAt(store, root, path);
    if (text !== undefined) files.set(path, text);
  }
  const commitOf = (student: Student) => {
    const changed = seededFiles(seeds, files, (name) => drawn(secret, student.key, name));
    changed.set(readme, greeted(files.get(readme), student, changed.size > 0));
    return commitText(student, { root, committer, changed });
  };
  for (let at = 0; at < missing.length; at += batch) {
    const stream = missing.slice(at, at + batch).map(commitOf).join("");
    await store.git(["fast-import", "--quiet", "--date-format=raw", "--done"], { input: `${stream}done\n` });
  }
  return missing.map(({ key }) => key);
}

interface Commit {
  root: string;
  /** Name, address and time, as in the root. */
  committer: string;
  changed: Map<string, string>;
}

/** https://git-scm.com/docs/git-fast-import */
function commitText({ key }: Student, { root, committer, changed }: Commit): string {
  const files = [...changed].map(([path, text]) => `M 100644 inline ${JSON.stringify(path)}\n${data(text)}`);
  return `commit refs/heads/${key}\ncommitter ${committer}\n${data("Your copy")}from ${root}\n${files.join("")}\n`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** README with a greeting below its title. */
function greeted(text: string | undefined, { members }: Student, hasRows: boolean): string {
  const names = new Intl.ListFormat("en-GB").format(members.map(({ name }) => escaped(name)));
  const greeting = `Hello ${names}, this is your own copy${hasRows ? ", with example rows that only you have" : ""}.\n`;
  if (text === undefined) return greeting;
  const title = /^# .*\n/.exec(text)?.[0] ?? "";
  return `${title}${title === "" ? "" : "\n"}${greeting}\n${text.slice(title.length).replace(/^\n/, "")}`;
}

/** A name as text in Markdown, in which nobody is mentioned. */
function escaped(name: string): string {
  return name.replace(/[\\`*_{}[\]()<>#|!~&]/g, "\\$&").replaceAll("@", "@\u200B");
}
