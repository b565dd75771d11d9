// Flags: one table for the parser, the help text and the hint about npm.
import type { AnswerRow } from "../project/answer-row.ts";
import { answerRows, flagOf } from "../project/answer-table.ts";

export interface Flag {
  short?: string;
  /** The placeholder of the value in the help text; a flag without one takes no value. */
  takes?: string;
  many?: boolean;
  negatable?: boolean;
  /** One line for the help text. */
  says: string;
}

function flagFrom({ kind, takes, says }: AnswerRow): Flag {
  return { takes, says, many: kind === "texts" || kind === "list", negatable: kind === "either" };
}

/** Flags of `assignment create` alone. */
export const assignmentFlags: Record<string, Flag> = {
  from: { takes: "repo", says: "Assignment: a marked repo of your own, with a folder assignment/, in any language." },
  tasks: { takes: "ids", says: "Assignment: the tasks to leave open, with commas: find-post,feed." },
  level: { takes: "1-3", says: "Assignment: leave the tasks up to this level open." },
  due: { takes: "date", says: "Assignment: when it is due, such as 2026-12-01 or 2026-12-01T18:00." },
  late: { takes: "rule", says: 'Assignment: what late work costs: "10% a day, at most 50%, 1 hour grace".' },
  ai: { takes: "rule", says: "Assignment: which use of AI tools is fine, in your words." },
};

/** Flags of the actions on an assignment that exists; assignment-actions.ts says which action takes which. */
export const actionFlags: Record<string, Flag> = {
  roster: { takes: "file", says: "Assignment: the students, a CSV file with a column name." },
  org: { takes: "name", says: "Assignment: the organisation on GitHub that gets a private repository each." },
  push: { says: "Assignment: send an update of the starter to the students, which is only reported otherwise." },
  format: { takes: "format", says: "Assignment: write the grades as csv (default), for canvas or for moodle." },
  pseudonyms: { says: "Assignment: write the grades with pseudonyms in place of names." },
  submissions: { takes: "folder", says: "Assignment: folders and zip files of students, to check or to collect." },
  again: { says: "Assignment check: grade what was graded already, too." },
  "without-tests": { says: "Assignment check: leave out the tasks of writing tests, which take the most time." },
  unsandboxed: { says: "Assignment check: start the code of students without a sandbox. It can do all that you can." },
};

export const flags: Record<string, Flag> = {
  ...Object.fromEntries(answerRows.map(([key, row]) => [flagOf(key), flagFrom(row)])),
  preset: { takes: "file", says: "A JSON file with answers, for example for a team. Flags override it." },
  ...assignmentFlags,
  ...actionFlags,
  github: { says: "Create a private repository on GitHub too, with the login of gh or GITHUB_TOKEN." },
  public: { says: "With --github and publish: create a public repository." },
  yes: { short: "y", says: "Ask nothing and take the defaults; installs nothing." },
  "dry-run": { says: "Show what would be written, and write nothing." },
  json: { says: "Print one JSON document, for scripts. Asks nothing." },
  help: { short: "h", says: "Print this help; after assignment and its second word, the help of that command." },
  version: { short: "v", says: "Print the version." },
};

export const spellings: string[] = Object.entries(flags).flatMap(([name, { negatable }]) =>
  negatable === true ? [name, `no-${name}`] : [name],
);
