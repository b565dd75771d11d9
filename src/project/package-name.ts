// Names of a project: those of its package and its title, derived from the folder's name, and its owner's.
import { fitted } from "./free-text.ts";
import { from } from "./one-of.ts";
import { UserError } from "../user-error.ts";
import { shown } from "../shown.ts";

/** Letters that Unicode does not decompose into a Latin letter and an accent. */
const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
};
/** The longest package name. npm allows 214 characters, but a database and an image share the name. */
const longest = 100;
const abbreviations = new Set([
  "ai",
  "api",
  "cms",
  "crm",
  "csv",
  "faq",
  "gps",
  "http",
  "id",
  "iot",
  "pdf",
  "rest",
  "rss",
  "sql",
  "ui",
  "url",
]);

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
  if (folder === "") throw new UserError("The top folder of a disk has no name.", "Name one in it, such as my-api.");
  throw new UserError(
    `No package name can be made from the folder name ${shown(folder)}.`,
    "Choose one with Latin letters or digits, such as my-api.",
  );
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

/**
 * GitHub allows 39 characters, and an underscore before a company's short code.
 * @throws UserError for a name that GitHub does not allow
 */
export function checkOwner(name: string, origin?: string): string {
  if (name.length <= 50 && /^[a-z\d](-?[a-z\d]){0,38}(_[a-z\d]+)?$/i.test(name)) return name;
  throw new UserError(
    `${shown(name)}${from(origin)} cannot be a GitHub user or organisation.`,
    "Use letters, digits and single dashes.",
  );
}
