// Shared rows: the students whose own example rows are in what somebody else handed in.
import { drawn, knownSecret } from "../disk/folder-key.ts";
import { readClass } from "../roster/class-file.ts";
import { markOf } from "./seeds.ts";

/** Everything that could be somebody's mark. */
const marks = /(?<![0-9a-f])[0-9a-f]{8}(?![0-9a-f])/g;

/** From a student's key and files to the keys of others, sorted. */
export type SharedRows = (key: string, files: Iterable<[path: string, content: Uint8Array]>) => string[];

/**
 * Prepares to look for the marks of a class.
 * @returns what finds none in the work of a class that was not handed out from this folder
 * @throws UserError for a class file or a secret that cannot be read
 */
export function sharedRowsIn(folder: string): SharedRows {
  const secret = knownSecret(folder);
  if (secret === undefined) return () => [];
  const students = readClass(folder)?.students ?? [];
  const owners = new Map(students.map(({ key }) => [markOf((name) => drawn(secret, key, name)), key]));
  return (key, files) => {
    const found = new Set<string>();
    for (const [path, content] of files) {
      for (const [mark] of `${path}\n${Buffer.from(content).toString("latin1")}`.matchAll(marks)) {
        const owner = owners.get(mark);
        if (owner !== undefined && owner !== key) found.add(owner);
      }
    }
    return [...found].sort();
  };
}
