// What to type next, so that it works when it is pasted.
import { isAbsolute, relative, resolve } from "node:path";
import { commandToType } from "../invocation.ts";
import { ourFolder } from "../ourselves.ts";
import { quote } from "../shell.ts";

/**
 * The line that goes to a folder; undefined where one stands in it already.
 *
 * @param platform decides how awkward names are quoted: PowerShell on Windows, else sh
 */
export function goTo(folder: string, from: string = process.cwd(), platform: string = process.platform): string | undefined {
  const path = relative(from, folder);
  if (path === "") return undefined;
  const shown = path.split(/[\\/]/).filter((piece) => piece === "..").length > 2 ? folder : path;
  return `cd ${quote(isAbsolute(shown) || !shown.startsWith("-") ? shown : `./${shown}`, platform)}`;
}

/** The sentence that says how a new project gets to GitHub. A clone's commands are typed in the clone, all others in the project. */
export function wayToGitHub(folder: string, from: string = process.cwd()): string {
  const inClone = resolve(from) === resolve(ourFolder);
  if (!inClone) return `To put it on GitHub: ${commandToType(["publish"], folder)}`;
  return `To put it on GitHub, from this folder: ${commandToType(["publish", quote(relative(from, folder))], from)}`;
}

/** How a folder is called in a sentence: short, as seen from where one stands. */
export function nameOf(folder: string, from: string = process.cwd()): string {
  return relative(from, folder) || ".";
}
