// What to type next, so that it works when it is pasted.
import { isAbsolute, relative } from "node:path";

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

/** A word as a shell takes it. Double quotes do for spaces everywhere; what they do not stop gets the shell's own kind. */
export function quote(word: string, platform: string = process.platform): string {
  const windows = platform === "win32";
  if ((windows ? /^[\p{L}\p{N}_@+=:,.\\/-]+$/u : /^[\p{L}\p{M}\p{N}_@%+=:,./-]+$/u).test(word)) return word;
  if (!/["$`\\!]/.test(windows ? word.replaceAll("\\", "") : word)) return `"${word}"`;
  return windows ? `'${word.replaceAll("'", "''")}'` : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** How a folder is called in a sentence: short, as seen from where one stands. */
export function nameOf(folder: string, from: string = process.cwd()): string {
  return relative(from, folder) || ".";
}
