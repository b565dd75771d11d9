// Created projects: runs `create` in this process, with a report that is the same for each folder.
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runHere, small } from "./in-process.ts";

/** Commands of a report: those of the first commit, and the next steps. */
export const commit = ["  git add --all", '  git commit --message "First commit"'];
export const steps = ["  npm install", "  npm run dev", "", "Then open http://localhost:3000"];

/** Runs `create`, of a small project if no other is named. In the report, the folder's path and the number of files are replaced. */
export async function create(folder: string, ...args: string[]) {
  const project = args.includes("--idea") || args.includes("--resource") ? ["--yes", "--author", "Ann"] : small;
  const { text, ...more } = await runHere([folder, ...project, ...args]);
  const paths = [relative(process.cwd(), folder), folder];
  return { ...more, text: paths.reduce((report, path) => report.replaceAll(path, "FOLDER"), text.replace(/\d+ files/g, "N files")) };
}

/** Writes the user's settings of Git. */
export function settings(text: string): void {
  writeFileSync(join(process.env.HOME ?? "", ".gitconfig"), text);
}
