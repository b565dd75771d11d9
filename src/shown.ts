// Quotation: how a message shows a user's text.

const usual = 120;

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text in double quotes for a message: on one line, shortened, with invisible characters spelled out.
 * @param most how many characters are shown; an ellipsis replaces the rest
 */
export function shown(text: string, most: number = usual): string {
  const start = [...text.slice(0, 2 * most)].slice(0, most).join(""); // Never half of a surrogate pair.
  const whole = start.length === text.length;
  return JSON.stringify(whole ? start : `${start}…`).replace(invisible, (mark) => `\\u${hexOf(mark)}`);
}

/** A text that may hold somebody else's words, without what would break a line or control a terminal. */
export function onOneLine(text: string): string {
  return text.replace(invisible, " ");
}

function hexOf(mark: string): string {
  const hex = (mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return hex.length > 4 ? `{${hex}}` : hex;
}
