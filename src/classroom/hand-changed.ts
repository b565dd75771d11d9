// Changes by hand: the files of starter/ and solution/ that are not as a proof makes them.
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Content } from "../draft.ts";
import type { Assignment } from "./assignment.ts";
import { checksOnDisk } from "./on-disk.ts";

/** Their paths in the assignment. A proof does not read these files, so it says nothing about them. */
export async function changedByHand(folder: string, { files, tasks, bytes }: Assignment): Promise<string[]> {
  const visible = [...checksOnDisk(folder)].filter(([path]) => path.startsWith("check/tasks/"));
  const made = { starter: await files(tasks), solution: await files([]) };
  return Object.entries(made).flatMap(([kind, texts]) => {
    const all: [string, Content][] = [...texts, ...bytes, ...visible];
    return all.map(([path, content]) => [`${kind}/${path}`, content] as const)
      .filter(([path, content]) => !isSame(join(folder, path), content))
      .map(([path]) => path);
  });
}

function isSame(file: string, content: Content): boolean {
  const isFile = lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
  return isFile && readFileSync(file).equals(Buffer.from(content));
}
