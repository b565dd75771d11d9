// Late rule: the rule of `--late`, in words and as numbers.
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

/** What late work costs. A rule of only zeros accepts no late work. */
export interface LateRule {
  /** Percent of the points for each day begun after the deadline; 0 if only the grace is allowed. */
  perDay: number;
  /** The most that it costs, in percent. */
  cap: number;
  /** Minutes after the deadline that cost nothing. */
  grace: number;
}

export const minutesADay = 1_440;
const longest = 200;
const mostGrace = 7 * minutesADay;
const minutes: Record<string, number> = { m: 1, h: 60, d: minutesADay };

export const noLateWork: LateRule = { perDay: 0, cap: 0, grace: 0 };

/** How each part of a rule is written, in lower case and without needless spaces. */
const parts = {
  none: /^(?:not accepted|none|no late work)$/,
  perDay: /^(\d{1,3}(?:\.\d{1,2})?) ?% ?(?:a day|per day|each day|\/ ?day|for each day)(?: begun)?$/,
  cap: /^(?:at most|max|maximum|up to) (\d{1,3}(?:\.\d{1,2})?) ?%$/,
  grace: /^(\d{1,5}) ?(minutes|minute|min|m|hours|hour|h|days|day|d)(?: of)? grace$/,
  accepted: /^accepted for (\d{1,5} (?:days|day|hours|hour|minutes|minute))$/,
};

type Part = keyof typeof parts;

/**
 * Reads a rule: "10 % a day, at most 50 %, 1 hour of grace". What `lateInWords` writes is read back as the same rule.
 * @throws UserError for a text that is no such rule
 */
export function parseLate(text: string): LateRule {
  if (text.length > longest) throw refusal(text, "is longer than 200 characters");
  const found = new Map<Part, RegExpExecArray>();
  for (const words of text.toLowerCase().split(/[,;]/)) {
    const [part, match] = partOf(words.split(/\s+/).filter((word) => word !== "").join(" "), text);
    if (found.has(part)) throw refusal(text, "says something twice");
    found.set(part, match);
  }
  if (!found.has("none")) return checked(ruleFrom(found), found.get("accepted")?.[1], text);
  if (found.size > 1) throw refusal(text, "accepts no late work, and says what it costs");
  return noLateWork;
}

/** The rule in plain words, for students. */
export function lateInWords(rule: LateRule): string {
  const { perDay, cap, grace } = rule;
  if (perDay === 0 && grace === 0) return "not accepted";
  return [
    ...(perDay === 0 ? [] : [`${perDay} % for each day begun`, `at most ${cap} %`]),
    ...(grace === 0 ? [] : [`${duration(grace)} of grace`]),
    `accepted for ${duration(acceptedMinutes(rule))}`,
  ].join(", ");
}

/** Minutes after a deadline in which late work is accepted: until it costs the most, and at least the grace. */
export function acceptedMinutes({ perDay, cap, grace }: LateRule): number {
  const hundredths = (percent: number) => Math.round(percent * 100); // 2.1 / 0.7 is more than 3.
  const days = perDay === 0 ? 0 : Math.ceil(hundredths(cap) / hundredths(perDay));
  return Math.max(grace, days * minutesADay);
}

function partOf(words: string, text: string): [Part, RegExpExecArray] {
  for (const part of Object.keys(parts) as Part[]) {
    const match = parts[part].exec(words);
    if (match !== null) return [part, match];
  }
  throw refusal(text, `says ${shown(words, 40)}, which is no part of a rule`);
}

function ruleFrom(found: Map<Part, RegExpExecArray>): LateRule {
  const percent = (part: Part, missing: number) => Number(found.get(part)?.[1] ?? missing);
  const perDay = percent("perDay", 0);
  const cap = percent("cap", perDay === 0 ? 0 : 100);
  const [, amount = "0", unit = "m"] = found.get("grace") ?? [];
  return { perDay, cap, grace: Number(amount) * (minutes[unit[0] ?? "m"] ?? 1) };
}

/** @param accepted how long late work is accepted, if the text says so: it follows from the rest */
function checked(rule: LateRule, accepted: string | undefined, text: string): LateRule {
  const { perDay, cap, grace } = rule;
  if (cap > 100 || perDay > 100) throw refusal(text, "takes more than 100 %");
  if (perDay === 0 && cap > 0) throw refusal(text, "does not say what a day costs");
  if (perDay === 0 && grace === 0) throw refusal(text, "takes 0 %");
  if (cap < perDay) throw refusal(text, "takes more for the first day than at most");
  if (grace > mostGrace) throw refusal(text, "has more than 7 days of grace");
  const follows = duration(acceptedMinutes(rule));
  if (accepted !== undefined && accepted !== follows)
    throw refusal(text, `accepts late work for ${follows}, and says ${accepted}`);
  return rule;
}

export function duration(length: number): string {
  const [name, size] =
    length % minutesADay === 0 ? ["day", minutesADay]
    : length % 60 === 0 ? ["hour", 60]
    : ["minute", 1];
  return `${length / size} ${name}${length === size ? "" : "s"}`;
}

function refusal(text: string, problem: string): UserError {
  return new UserError(
    `The rule for late work ${shown(text, 60)} ${problem}.`,
    'Write it like "10 % a day, at most 50 %, 1 hour of grace", or "not accepted".',
  );
}
