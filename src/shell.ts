// What a shell does with words: how one is typed so that it is taken as it is, and what "~" stands for.
import { homedir } from "node:os";

/** A word as a shell takes it. Double quotes do for spaces everywhere; what they do not stop gets the shell's own kind. */
export function quote(word: string, platform: string = process.platform): string {
  const windows = platform === "win32";
  if ((windows ? /^[\p{L}\p{N}_@+=:,.\\/-]+$/u : /^[\p{L}\p{M}\p{N}_@%+=:,./-]+$/u).test(word)) return word;
  if (!/["$`\\!]/.test(windows ? word.replaceAll("\\", "") : word)) return `"${word}"`;
  return windows ? `'${word.replaceAll("'", "''")}'` : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A path with the home folder for its "~". A shell does this, but not inside quotes, in a file, or at a prompt of ours. */
export function withHome(path: string): string {
  return /^~(?=$|[\\/])/.test(path) ? homedir() + path.slice(1) : path;
}
