// Names that follow from a folder's name: the package's, and the project's in words.
import { fitted } from "./free-text.ts";
import { UserError } from "../user-error.ts";
import { shown } from "../shown.ts";

/** Letters that Unicode does not take apart into a Latin one and an accent. */
const letters: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" };
/** The longest name of a package. npm takes 214 characters; a database and an image are named by it too. */
const longest = 100;
const abbreviations = new Set(["ai", "api", "cms", "crm", "csv", "faq", "gps", "http", "id", "iot", "pdf", "rest", "rss", "sql", "ui", "url"]);

/**
 * "Mon Été" -> "mon-ete".
 *
 * @throws UserError when the folder's name holds nothing that a package name may hold
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

/** "my-api" -> "My API"; a word that was typed with capitals stays as it is. It fits, however long the folder's name is. */
export function titleFrom(folder: string): string {
  const words = folder.normalize("NFC").split(/[-_\s]+/).filter((word) => word !== "");
  return fitted("title", words.map((word) => (word === word.toLowerCase() ? capitalise(word) : word)).join(" "));
}

function capitalise(word: string): string {
  if (abbreviations.has(word)) return word.toUpperCase();
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
}
