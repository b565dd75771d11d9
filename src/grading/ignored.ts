// Ignored files: what the .gitignore files of a starter name, such as a database of the app and what its tests write.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ignore from "ignore";
import type { Draft } from "../draft.ts";

const ignoreFile = /(^|\/)\.gitignore$/;

/**
 * A function that says whether a file of a submission is left out. No file of the project itself is.
 * @param starter the folder that was handed out, whose instructor may have changed it
 * @param project the files of the solution
 */
export function ignoredIn(starter: string, project: Draft): (path: string) => boolean {
  const rules = [...project].flatMap(([file, text]) => {
    if (!ignoreFile.test(file)) return [];
    const own = join(starter, file);
    const lines = existsSync(own) ? readFileSync(own, "utf8") : text;
    return [{ below: file.replace(ignoreFile, "$1"), matcher: ignore.default({ ignorecase: false }).add(lines) }];
  });
  return (path) =>
    !project.has(path) &&
    rules.some(({ below, matcher }) => path.startsWith(below) && matcher.ignores(path.slice(below.length)));
}
