// Free text: a title, a description or a name, with line breaks replaced, and refused if it could disguise the output.
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

const longest = { title: 80, description: 300, author: 100, late: 300, ai: 300 };

export type FreeTextKind = keyof typeof longest;

/** What Unicode shows as nothing, except for the joiners and selectors that words and emoji need. */
const ignorable = "(?![\\u034F\\u17B4\\u17B5\\u200C\\u200D\\p{Variation_Selector}])\\p{Default_Ignorable_Code_Point}";

/** Also controls, unpaired surrogates, noncharacters, and the marks around notes between lines. */
const disguising = new RegExp(`[\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\uFFF9-\\uFFFB]|${ignorable}`, "gu");

/** Whether nothing of a text can be seen: joiners alone, for example. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u.test(text);
}

/** Whether a text contains an invisible character that could disguise what stands around it. */
export function disguises(text: string): boolean {
  return text.search(disguising) !== -1;
}

/**
 * Replaces line breaks and runs of spaces by one space.
 * @param origin the source of the text in the message: "--title", "user.name in Git's settings"; empty if obvious
 * @param fix what to do about a wrong one, where no flag gives another
 * @throws UserError for a text that is empty, too long, or contains invisible characters that could disguise it
 */
export function freeText(kind: FreeTextKind, value: string, origin = "", fix = fixOf(kind, origin)): string {
  const source = origin === "" ? "" : ` from ${origin}`;
  const text = oneLine(value);
  if (isBlank(text) && !disguises(text)) throw new UserError(`The ${kind}${source} is empty.`, fix);
  const subject = `The ${kind} ${shown(text, 40)}${source}`;
  if ([...text].length > longest[kind])
    throw new UserError(`${subject} is longer than ${longest[kind]} characters.`, fix || "Shorten it.");
  if (disguises(text))
    throw new UserError(
      `${subject} contains an invisible control character.`,
      fix || "Type it again without that character.",
    );
  return text;
}

/** What to do about a text that was not typed at this command. */
function fixOf(kind: FreeTextKind, origin: string): string {
  return origin === "" || origin.startsWith("--") ? "" : `Give another with --${kind}.`;
}

/** Makes a text that nobody typed valid: removes what `freeText` refuses, and shortens it between two words. */
export function fitted(kind: FreeTextKind, value: string): string {
  const characters = [...oneLine(value.replaceAll(disguising, ""))];
  if (characters.length <= longest[kind]) return characters.join("");
  const start = characters.slice(0, longest[kind]).join("");
  return start.includes(" ") ? start.slice(0, start.lastIndexOf(" ")) : start;
}

function oneLine(text: string): string {
  return text.normalize("NFC").split(/\s+/).filter((word) => word !== "").join(" ");
}
