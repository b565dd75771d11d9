// Shell: quotes words for a command line, and expands "~".
import { homedir } from "node:os";

/** Quotes a word for a shell: double quotes if they are enough, else the shell's own kind. */
export function quote(word: string, platform: string = process.platform): string {
  const windows = platform === "win32";
  if ((windows ? /^[\p{L}\p{N}_@+=:,.\\/-]+$/u : /^[\p{L}\p{M}\p{N}_@%+=:,./-]+$/u).test(word)) return word;
  if (!/["$`\\!]/.test(windows ? word.replaceAll("\\", "") : word)) return `"${word}"`;
  return windows ? `'${word.replaceAll("'", "''")}'` : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A path with "~" expanded. A shell does this too, but not in quotes, in a file or at our prompts. */
export function withHome(path: string): string {
  return /^~(?=$|[\\/])/.test(path) ? homedir() + path.slice(1) : path;
}
