// Said: the types of the given answers and of the complete set.
import type { OwnIdea } from "../catalog/catalog.ts";

/** The source of an answer in messages: "--title", "user.name in Git's settings". */
export type Origins = Partial<
  Record<"stack" | "title" | "description" | "author" | "license" | "owner" | "language", string>
>;

/** The answers that were given; the others are derived. */
export interface Said {
  folder: string;
  /** Whether the folder's name is a default. */
  unnamed?: boolean;
  title?: string;
  description?: string;
  author?: string;
  license?: string;
  owner?: string;
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
export interface Answers {
  /** The package name, derived from the folder's name: lower-case ASCII letters, digits and dashes. */
  name: string;
  title: string;
  description: string;
  author: string;
  license: string;
  owner?: string;
  idea: string;
  ownIdea?: OwnIdea;
  stack: string;
  database: string;
  language: string;
  manager: string;
  options: string[];
  resources: string[];
}
