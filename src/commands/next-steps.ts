// Next steps: commands that work when they are pasted.
import { isAbsolute, relative, resolve } from "node:path";
import { commandToType } from "../invocation.ts";
import { ourFolder } from "../ourselves.ts";
import { quote } from "../shell.ts";

/**
 * The command that goes to a folder; undefined if it is the current one.
 * @param platform decides how special characters are quoted: for PowerShell on Windows, else for sh
 */
export function goTo(
  folder: string,
  from: string = process.cwd(),
  platform: string = process.platform,
): string | undefined {
  const path = relative(from, folder);
  if (path === "") return undefined;
  const shown = path.split(/[\\/]/).filter((piece) => piece === "..").length > 2 ? folder : path;
  return `cd ${quote(isAbsolute(shown) || !shown.startsWith("-") ? shown : `./${shown}`, platform)}`;
}

/** How to get a new project to GitHub. A clone's commands are typed in the clone, all others in the project. */
export function wayToGitHub(folder: string, from: string = process.cwd()): string {
  const inClone = resolve(from) === resolve(ourFolder);
  if (!inClone) return `To put it on GitHub: ${commandToType(["publish"], folder)}`;
  return `To put it on GitHub, from this folder: ${commandToType(["publish", quote(relative(from, folder))], from)}`;
}

/** A folder's name in a sentence: relative to the current folder if that is short. */
export function nameOf(folder: string, from: string = process.cwd()): string {
  return relative(from, folder) || ".";
}
