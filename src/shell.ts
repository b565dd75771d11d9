// How a word is typed, so that a shell takes it as it is.

/** A word as a shell takes it. Double quotes do for spaces everywhere; what they do not stop gets the shell's own kind. */
export function quote(word: string, platform: string = process.platform): string {
  const windows = platform === "win32";
  if ((windows ? /^[\p{L}\p{N}_@+=:,.\\/-]+$/u : /^[\p{L}\p{M}\p{N}_@%+=:,./-]+$/u).test(word)) return word;
  if (!/["$`\\!]/.test(windows ? word.replaceAll("\\", "") : word)) return `"${word}"`;
  return windows ? `'${word.replaceAll("'", "''")}'` : `'${word.replaceAll("'", `'\\''`)}'`;
}
