// Flags: those of the answers about a project, and those of the run. The parser, the help text and the hint about npm read them.
import { answerRows, flagOf, type AnswerRow } from "../project/answer-table.ts";

export interface Flag {
  /** One letter, for `-y`. */
  short?: string;
  /** What the value is called in the help; a flag without it takes no value. */
  takes?: string;
  /** May be given more than once. */
  many?: boolean;
  /** Has a `--no-` form. */
  negatable?: boolean;
  /** One line for the help. */
  says: string;
}

/** A flag of an answer about the project. */
function flagFrom({ kind, takes, says }: AnswerRow): Flag {
  return { takes, says, many: kind === "texts" || kind === "list", negatable: kind === "either" };
}

export const flags: Record<string, Flag> = {
  ...Object.fromEntries(answerRows.map(([key, row]) => [flagOf(key), flagFrom(row)])),
  preset: { takes: "file", says: "A JSON file with answers for a whole team. Flags win over it." },
  github: { says: "Put it on GitHub too: private, and by the log-in of gh or GITHUB_TOKEN." },
  public: { says: "With --github and publish: for everybody to see." },
  yes: { short: "y", says: "Ask nothing and take the defaults; installs nothing." },
  "dry-run": { says: "Say what would be written, and write nothing." },
  json: { says: "Print one JSON document, for scripts. Asks nothing." },
  help: { short: "h", says: "Print this." },
  version: { short: "v", says: "Print the version." },
};

/** Every spelling after the two dashes: each flag, and the `no-` forms. */
export const spellings: string[] = Object.entries(flags).flatMap(([name, { negatable }]) =>
  negatable === true ? [name, `no-${name}`] : [name],
);
