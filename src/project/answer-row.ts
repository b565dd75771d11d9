// Answer row: what is said once about an answer: its flag, question, default and check.
import type { Known } from "./known.ts";

/** The form of an answer: a text, specs of resources, a comma-separated list (which is not asked for), or yes/no. */
export type AnswerKind = "text" | "texts" | "list" | "either";

export type AnswerRow = Row & ({ kind: "list"; question?: undefined } | { kind: Exclude<AnswerKind, "list"> });

interface Row {
  /** The flag, if its name differs from the answer's. */
  flag?: string;
  takes?: string;
  says: string;
  question?: Question;
  /** The default. */
  usual?: (known: Known) => unknown;
  /** Converts a given answer. Throws a UserError for a wrong one. */
  check?: (answer: never, known: Known) => unknown;
  /** Whether the receipt keeps it always, or only if it was given. */
  receipt?: "always" | "given";
  /** Whether the command that creates the project again names it if it is not the default. */
  repeated?: true;
}

export interface Question {
  message: (known: Known) => string;
  choices?: (known: Known) => { name: string; value: string }[];
  /** Whether it has to be asked; true if undefined. */
  open?: (known: Known) => boolean;
  /** Whether a run that cannot ask fails without the answer. */
  needed: boolean;
}
