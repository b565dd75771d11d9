// Tokens: a command line split into flags with values and plain words, each flag checked on its own.
import { parseArgs, type ParseArgsConfig } from "node:util";
import { UserError, exitCodes } from "../user-error.ts";
import { flags, spellings } from "./flags.ts";
import { shown } from "../shown.ts";
import { nearest } from "../nearest.ts";

export interface FlagToken {
  name: string;
  /** As typed: "--idea", "-y". */
  typed: string;
  value: string | undefined;
  /** Whether the value was joined with "=". */
  inline: boolean;
}

const options: ParseArgsConfig["options"] = Object.fromEntries(
  spellings.map((name) => {
    const { takes, short } = flags[name] ?? {};
    return [name, { type: takes === undefined ? "boolean" : "string", multiple: true, ...(short && { short }) }];
  }),
);

/** Splits a command line without checking it. */
export function readTokens(args: string[]): { given: FlagToken[]; words: string[] } {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const given: FlagToken[] = [];
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind === "option") {
      given.push({ name: token.name, typed: token.rawName, value: token.value, inline: token.inlineValue === true });
    }
  }
  return { given, words };
}

/** @throws UserError for an unknown flag, a missing, empty or unexpected value, and a repeated flag */
export function checkFlags(given: FlagToken[]): void {
  given.forEach(checkFlag);
  const seen = new Set<string>();
  for (const { name, typed } of given) {
    const plain = name.replace(/^no-/, "");
    if (seen.has(plain) && flags[plain]?.many !== true)
      throw usage(`${typed} is given twice, or with its opposite.`, "Give it once.");
    seen.add(plain);
  }
}

function checkFlag({ name, typed, value, inline }: FlagToken): void {
  if (!spellings.includes(name)) throw unknownFlag(name, typed);
  const takes = flags[name]?.takes;
  if (takes === undefined) {
    if (inline) throw usage(`${typed} takes no value.`, `Write ${typed} alone.`);
  } else if (value === undefined || (!inline && /^-./.test(value))) {
    throw usage(
      `${typed} needs a value.`,
      `Write ${typed} <${takes}>, or ${typed}=<${takes}> for a value that starts with a dash.`,
    );
  } else if (value.trim() === "") {
    throw usage(`The value of ${typed} is empty.`, `Write ${typed} <${takes}>, or leave the flag out.`);
  }
}

function unknownFlag(name: string, typed: string): UserError {
  const positive = name.replace(/^no-/, "");
  if (positive !== name && positive in flags) {
    return usage(`There is no flag ${typed}.`, `Only ${negatables()} have a --no- form.`);
  }
  const suggestion = nearest(`--${name}`, spellings.map((each) => `--${each}`));
  const isNear = suggestion.startsWith("Did you mean"); // Else it lists all of them.
  return usage(`There is no flag ${shown(typed)}.`, isNear ? suggestion : "--help shows the flags.");
}

function negatables(): string {
  return spellings.filter((name) => name.startsWith("no-")).map((name) => `--${name.slice(3)}`).join(" and ");
}

/** A UserError about the command line. */
export function usage(problem: string, fix: string): UserError {
  return new UserError(problem, fix, exitCodes.usage);
}
