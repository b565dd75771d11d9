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

/** @throws UserError for a date that does not exist, and for text that no file can hold */
export function termsFrom({ due, late, ai }: Terms): Terms {
  const fits = due === undefined || (/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(due) && isDate(due));
  if (!fits) throw new UserError(`${shown(due)} is not a date.`, "Write 2026-12-01 or 2026-12-01T18:00.");
  const text = (name: "late" | "ai", value: string | undefined) =>
    value === undefined ? undefined : freeText(name, value, `--${name}`);
  return { due, late: text("late", late), ai: text("ai", ai) };
}

/** Dates that do not exist become the next one that does. */
function isDate(text: string): boolean {
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return date.toISOString().startsWith(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}
