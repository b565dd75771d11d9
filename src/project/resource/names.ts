// Names: one name in every case form that code needs: blog category -> blogCategory, BlogCategory, blog-category ...
import { UserError } from "../../user-error.ts";
import { shown } from "../../shown.ts";

export interface Name {
  camel: string;
  pascal: string;
  kebab: string;
  snake: string;
  constant: string;
  /** lower-case words with spaces: "blog category" */
  words: string;
  /** the same with a capital first letter: "Blog category" */
  sentence: string;
}

/** All forms of a name, from any of them. `text` consists of ASCII letters, digits, and `-`, `_` or spaces. */
export function nameFrom(text: string): Name {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[-_\s]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  const capitals = words.map(capitalise);
  return {
    camel: words.slice(0, 1).concat(capitals.slice(1)).join(""),
    pascal: capitals.join(""),
    kebab: words.join("-"),
    snake: words.join("_"),
    constant: words.join("_").toUpperCase(),
    words: words.join(" "),
    sentence: capitalise(words.join(" ")),
  };
}

/** The longest names in characters: with a field and a suffix they fit into the 63 bytes of a PostgreSQL identifier. */
export const longestName = { resource: 24, plural: 26 };

/** @throws UserError unless the text is lower-case words with dashes between them */
export function checkedName(text: string, kind: "resource" | "plural"): string {
  if (text.length > longestName[kind])
    throw new UserError(
      `The ${kind} ${shown(text, 40)} is longer than ${longestName[kind]} characters.`,
      "Choose a shorter name.",
    );
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(text)) {
    throw new UserError(
      `${shown(text)} cannot name a ${kind}.`,
      "Use lower-case words with dashes between them, such as blog-category.",
    );
  }
  return text;
}

function capitalise(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
