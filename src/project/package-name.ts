// Package name: the names of the package and of the project, derived from the folder's name.
import { fitted } from "./free-text.ts";
import { UserError } from "../user-error.ts";
import { shown } from "../shown.ts";

/** Letters that Unicode does not decompose into a Latin letter and an accent. */
const letters: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" };
/** The longest package name. npm allows 214 characters, but a database and an image share the name. */
const longest = 100;
const abbreviations = new Set(["ai", "api", "cms", "crm", "csv", "faq", "gps", "http", "id", "iot", "pdf", "rest", "rss", "sql", "ui", "url"]);

/**
 * "Mon Été" -> "mon-ete".
 * @throws UserError if no character of the folder's name can be used
 */
export function packageName(folder: string): string {
  const plain = folder
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[ßæœøłđðþħı]/g, (letter) => letters[letter] ?? "")
    .replace(/['’\p{M}]/gu, "");
  const name = plain.split(/[^a-z0-9]+/).filter((word) => word !== "").join("-");
  if (name !== "") return name.slice(0, longest).replace(/-$/, "");
  throw new UserError(`No package name can be made from the folder name ${shown(folder)}.`, "Choose one with Latin letters or digits, such as my-api.");
}

/** "my-api" -> "My API". A word with capitals stays unchanged. The title is shortened if the name is too long. */
export function titleFrom(folder: string): string {
  const words = folder.normalize("NFC").split(/[-_\s]+/).filter((word) => word !== "");
  return fitted("title", words.map((word) => (word === word.toLowerCase() ? capitalise(word) : word)).join(" "));
}

function capitalise(word: string): string {
  if (abbreviations.has(word)) return word.toUpperCase();
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
}
