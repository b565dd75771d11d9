// What was asked for: plain answers, as a receipt keeps them, and the Project they make.
import { Fault } from "../user-error.ts";
import type { Catalog, OwnIdea } from "../catalog/catalog.ts";
import { checkResources } from "./resource/check-resources.ts";
import { withOwnIdea } from "./own-idea.ts";
import { parseResource } from "./resource/parse-resource.ts";
import type { Resource } from "./resource/resource.ts";
import { shown } from "../shown.ts";
import { nearest } from "../nearest.ts";

/** The answers of one `create`, exactly as the receipt keeps them. Every value is text that was typed or defaulted. */
export interface Answers {
  /** The package name: lower-case ASCII letters, digits and dashes. Made from the folder's name. */
  name: string;
  title: string;
  description: string;
  author: string;
  /** A licence of the catalog: "MIT", "none" ... */
  license: string;
  /** The GitHub user or organisation, where one is known. */
  owner?: string;
  idea: string;
  /** What the idea holds, where it is the user's own. */
  ownIdea?: OwnIdea;
  stack: string;
  database: string;
  /** "ts", "js": a language of the stack. */
  language: string;
  /** What installs and runs the repo: a package manager of the stack. */
  manager: string;
  options: string[];
  /** Resources in the spelling of `--resource`: "book title:string author:ref(author)". */
  resources: string[];
}

/** Everything that rendering needs to know, checked and complete. */
export interface Project extends Omit<Answers, "resources"> {
  /** In the order in which their tables can be made: what is pointed at comes first. */
  resources: Resource[];
  /** The day of `create`, "2026-11-22": the only date that reaches a file. */
  created: string;
}

interface Asked {
  answers: Answers;
  /** "2026-11-22" */
  created: string;
  catalog: Catalog;
}

/** @throws Fault for any answer that no repo can be made from */
export function createProject({ answers, created, catalog: ours }: Asked): Project {
  const catalog = withOwnIdea(ours, answers);
  oneOf("idea", answers.idea, catalog.ideas.keys());
  const stack = catalog.stacks.get(oneOf("stack", answers.stack, catalog.stacks.keys()));
  const database = catalog.databases.get(oneOf("database", answers.database, stack?.databases ?? []));
  oneOf("language", answers.language, Object.keys(stack?.languages ?? {}));
  oneOf("package manager", answers.manager, Object.keys(stack?.managers ?? {}));
  oneOf("license", answers.license, catalog.licenses);
  for (const option of answers.options) oneOf("option", option, stack?.options.keys() ?? []);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(answers.name) || answers.name.length > 100) {
    throw new Fault(`${shown(answers.name)} cannot be a package's name.`, "Use lower-case letters, digits and dashes.");
  }
  if (answers.owner !== undefined && !/^[a-z\d](-?[a-z\d]){0,38}(_[a-z\d]+)?$/i.test(answers.owner)) {
    throw new Fault(`${shown(answers.owner)} cannot be a GitHub user or organisation.`);
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(created)) throw new Fault(`${shown(created)} is not a day such as 2026-01-31.`);
  return {
    ...answers,
    title: freeText("title", answers.title, 80),
    description: freeText("description", answers.description, 300),
    author: freeText("author", answers.author, 100),
    resources: checkResources(answers.resources.map(parseResource), {
      names: stack?.reserved,
      tables: database?.reserved,
      columns: database?.systemColumns,
    }),
    created,
  };
}

/** A value that the catalog knows, or a Fault that offers the nearest. */
function oneOf(kind: string, value: string, known: Iterable<string>): string {
  const names = [...known];
  if (names.includes(value)) return value;
  throw new Fault(`${shown(value)} is not ${/^[aio]/.test(kind) ? "an" : "a"} ${kind}.`, nearest(value, names));
}

/** Line breaks and runs of spaces become one space; invisible marks that could disguise text are refused. */
function freeText(kind: string, value: string, longest: number): string {
  const text = value.normalize("NFC").replace(/\s+/g, " ").trim();
  if (text === "") throw new Fault(`The ${kind} is empty.`);
  if ([...text].length > longest) throw new Fault(`The ${kind} is longer than ${longest} letters.`);
  if (/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u2069\uFEFF]/u.test(text)) {
    throw new Fault(`The ${kind} holds an invisible control character.`, "Type it again without.");
  }
  return text;
}
