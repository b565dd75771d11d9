// Terms: what an assignment says about handing in.
import { freeText } from "../project/free-text.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

export interface Terms {
  /** "2026-12-01" or "2026-12-01T18:00", in the instructor's time zone. */
  due?: string;
  /** The rule for late work, in words that `parseLate` reads. */
  late?: string;
  ai?: string;
}

/** @throws UserError unless every term in a file that can be edited is a text, or missing */
export function termsIn({ due, late, ai }: Record<string, unknown>, file: string): Terms {
  const terms = Object.entries({ due, late, ai });
  const wrong = terms.find(([, value]) => value !== undefined && typeof value !== "string");
  if (wrong === undefined) return termsFrom(Object.fromEntries(terms));
  throw new UserError(`${wrong[0]} in ${shown(file, 400)} is no text.`, "Put it in quotes, or delete the line.");
}

/** @throws UserError for a date that does not exist, and for text that no file can hold */
export function termsFrom({ due, late, ai }: Terms): Terms {
  const fits = due === undefined || isDate(due);
  if (!fits) throw new UserError(`${shown(due)} is not a date.`, "Write 2026-12-01 or 2026-12-01T18:00.");
  const text = (name: "late" | "ai", value: string | undefined) =>
    value === undefined ? undefined : freeText(name, value, `--${name}`);
  return { due, late: text("late", late), ai: text("ai", ai) };
}

/** Whether a text is a day or a minute. Days that do not exist would become the next one that does. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(text)) return false;
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || Number.isNaN(Date.parse(text))) return false;
  return date.toISOString().startsWith(text.slice(0, 10));
}
