// Quotation: a user's text as a message shows it.

/** How many characters of a text a message shows. */
const usual = 120;

/** Characters that a terminal obeys, or that disguise the text around them. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text in double quotes, for a message: on one line, with its invisible characters spelled out, and never long.
 *
 * @param most how many characters are shown; the rest becomes an ellipsis
 */
export function shown(text: string, most: number = usual): string {
  const start = [...text.slice(0, 2 * most)].slice(0, most).join(""); // Half a surrogate pair is never shown.
  const whole = start.length === text.length;
  return JSON.stringify(whole ? start : `${start}…`).replace(invisible, (mark) => `\\u${hexOf(mark)}`);
}

function hexOf(mark: string): string {
  const hex = (mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return hex.length > 4 ? `{${hex}}` : hex;
}
