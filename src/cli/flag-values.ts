// Flag values: the answers of a command line, read from its flags.
import type { AnswerKind } from "../project/answer-row.ts";
import { answerRows, flagOf } from "../project/answer-table.ts";
import type { CreateRequest } from "./request.ts";
import { usage, type FlagToken } from "./tokens.ts";

/** How each kind of answer is read from its flags; undefined if the flag is missing. */
const readers: Record<AnswerKind, (given: FlagToken[], name: string) => unknown> = { text, texts, list, either };

/** What `create` is asked for. */
export function request(given: FlagToken[], directory: string | undefined): CreateRequest {
  return {
    directory,
    ...Object.fromEntries(answerRows.map(([key, { kind }]) => [key, readers[kind](given, flagOf(key))])),
    preset: text(given, "preset"),
    github: has(given, "github"),
    public: has(given, "public"),
    yes: has(given, "yes"),
    dryRun: has(given, "dry-run"),
    json: has(given, "json"),
  };
}

export function has(given: FlagToken[], name: string): boolean {
  return given.some((token) => token.name === name);
}

export function text(given: FlagToken[], name: string): string | undefined {
  return given.find((token) => token.name === name)?.value?.trim();
}

function texts(given: FlagToken[], name: string): string[] | undefined {
  const values = given.filter((token) => token.name === name).map((token) => token.value ?? "");
  return values.length > 0 ? values : undefined;
}

export function list(given: FlagToken[], name: string): string[] | undefined {
  return texts(given, name)
    ?.flatMap((value) => value.split(","))
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function either(given: FlagToken[], name: string): boolean | undefined {
  if (has(given, name)) return true;
  return has(given, `no-${name}`) ? false : undefined;
}

/** @throws UserError for flags that exclude or need each other */
export function checkTogether(given: FlagToken[]): void {
  if (has(given, "github") && has(given, "no-git"))
    throw usage("--github needs a Git repository, and --no-git creates none.", "Leave one of them out.");
  if (has(given, "public") && !has(given, "github"))
    throw usage("--public needs --github.", "Add --github, or leave it out.");
}
