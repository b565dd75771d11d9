// Said: the types of the given answers and of the complete set.
import type { OwnIdea } from "../catalog/catalog.ts";

/** Texts with a default. */
const completed = ["title", "description", "author", "license"] as const;
/** Those without a default. */
const optional = ["owner"] as const;

/** The answers that a Project keeps as they are, each one text, in the order of the receipt. */
export const textAnswers = [...completed, ...optional];

type TextAnswer = (typeof textAnswers)[number];

export type Texts = Record<(typeof completed)[number], string> & Partial<Record<(typeof optional)[number], string>>;

/** The source of an answer in messages: "--title", "user.name in Git's settings". */
export type Origins = Partial<Record<TextAnswer | "stack" | "language", string>>;

/** The answers that were given; the others are derived. */
export interface Said extends Partial<Texts> {
  folder: string;
  /** Whether the folder's name is a default. */
  unnamed?: boolean;
  resources?: string[];
  stack?: string;
  language?: string;
  with?: string[];
  without?: string[];
  /** The program that runs us. It becomes the package manager if the stack supports it. */
  caller?: string;
  origins?: Origins;
}

/** The answers of one `create`, as the receipt keeps them. */
export interface Answers extends Texts {
  /** The package name, derived from the folder's name: lower-case ASCII letters, digits and dashes. */
  name: string;
  idea: string;
  ownIdea?: OwnIdea;
  stack: string;
  database: string;
  language: string;
  manager: string;
  options: string[];
  resources: string[];
}
