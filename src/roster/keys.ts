// Keys: the short name of a student in branches, repositories and files, made from a name in any script.
import { createHash } from "node:crypto";

/** What a key is: fit for a branch, a repository and a file on every system. */
export const keyPattern = /^[a-z0-9][a-z0-9-]*$/;

const longest = 32;

/** Letters that are no letter with a mark. */
const letters: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** Windows has no files of these names. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** The key of a text: "Ann O'Neil" -> "ann-o-neil"; empty if no letter or digit of it can be written in ASCII. */
export function slugOf(text: string): string {
  const plain = text.slice(0, 400).toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const ascii = plain.replace(/[ßæœøłđðþı]/g, (letter) => letters[letter] ?? "");
  const slug = ascii.split(/[^a-z0-9]+/).filter((word) => word !== "").join("-");
  const cut = slug.length <= longest ? slug : slug.slice(0, longest).replace(/-$/, "");
  return device.test(cut) ? `student-${cut}` : cut;
}

/**
 * A key that is not taken yet. The same texts and the same taken keys give the same key.
 * @param texts who it is, the best first: name, username, email, id
 */
export function newKey(texts: string[], taken: ReadonlySet<string>): string {
  const slugs = texts.map(slugOf).filter((slug) => slug !== "");
  const [first = `student-${hash(texts.join("\n"))}`, ...others] = slugs;
  const joined = others.map((other) => `${first}-${other}`);
  const free = [first, ...joined].find((key) => !taken.has(key));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.has(`${first}-${number}`)) number += 1;
  return `${first}-${number}`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
