// Shown: how a message shows a user's text, and numbers of things.

const usual = 120;

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text in double quotes for a message: on one line, shortened, with invisible characters spelled out.
 * @param most how many characters are shown; an ellipsis replaces the rest
 */
export function shown(text: string, most: number = usual): string {
  const start = [...text.slice(0, 2 * most)].slice(0, most).join(""); // Never half of a surrogate pair.
  const whole = start.length === text.length;
  return JSON.stringify(whole ? start : `${start}…`).replace(invisible, spelledOut);
}

/** The same without quotes, for a list or in the middle of a sentence. */
export function unquoted(text: string, most: number = usual): string {
  return shown(text, most).slice(1, -1).replace(/\\(["\\])/g, "$1");
}

/** A text that may hold somebody else's words, without what would break a line or control a terminal. */
export function onOneLine(text: string): string {
  return text.replace(invisible, " ");
}

/** A number with its noun: "1 task", "2 tasks", "3 repositories". */
export function counted(count: number, thing: string): string {
  if (count === 1) return `1 ${thing}`;
  return `${count} ${thing.endsWith("y") ? `${thing.slice(0, -1)}ies` : `${thing}s`}`;
}

function spelledOut(mark: string): string {
  const hex = (mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`;
}
