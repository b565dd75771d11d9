// What was asked for: plain answers, as a receipt keeps them, and the Project they make.
import { Fault } from "../user-error.ts";
import type { Catalog, OwnIdea } from "../catalog/catalog.ts";
import { freeText } from "./free-text.ts";
import { inTableOrder, type Migration } from "./migrations.ts";
import { checkResources, takenBy } from "./resource/check-resources.ts";
import { withOwnIdea } from "./own-idea.ts";
import { parseResource } from "./resource/parse-resource.ts";
import type { Resource } from "./resource/resource.ts";
import { shown } from "../shown.ts";
import { nearest } from "../nearest.ts";

/** Where an answer comes from, for messages: "--title", "user.name in Git's settings". */
export type Origins = Partial<Record<"title" | "description" | "author" | "license" | "owner" | "language", string>>;

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
  /** The migrations that earlier operations shipped; none for a new project. */
  migrations: Migration[];
}

interface Asked {
  answers: Answers;
  migrations?: Migration[];
  /** "2026-11-22" */
  created: string;
  catalog: Catalog;
  /** Where answers come from, for messages. */
  origins?: Origins;
}

/** @throws Fault for any answer that no repo can be made from */
export function createProject({ answers, migrations = [], created, catalog: ours, origins = {} }: Asked): Project {
  const catalog = withOwnIdea(ours, answers);
  oneOf("idea", answers.idea, catalog.ideas.keys());
  const stack = catalog.stacks.get(oneOf("stack", answers.stack, catalog.stacks.keys()));
  const database = catalog.databases.get(oneOf("database", answers.database, stack?.databases ?? []));
  oneOf("language", answers.language, Object.keys(stack?.languages ?? {}), origins.language);
  oneOf("package manager", answers.manager, Object.keys(stack?.managers ?? {}));
  oneOf("license", answers.license, catalog.licenses, origins.license);
  for (const option of answers.options) oneOf("option", option, stack?.options.keys() ?? []);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(answers.name) || answers.name.length > 100) {
    throw new Fault(`${shown(answers.name)} cannot be a package's name.`, "Use lower-case letters, digits and dashes.");
  }
  if (answers.owner !== undefined && !isOwner(answers.owner)) {
    throw new Fault(`${shown(answers.owner)}${from(origins.owner)} cannot be a GitHub user or organisation.`, "Use letters, digits and single dashes.");
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(created)) throw new Fault(`${shown(created)} is not a day such as 2026-01-31.`);
  return {
    ...answers,
    title: freeText("title", answers.title, origins.title),
    description: freeText("description", answers.description, origins.description),
    author: freeText("author", answers.author, origins.author),
    resources: inTableOrder(checkResources(answers.resources.map(parseResource), takenBy(stack, database)), migrations),
    created,
    migrations,
  };
}

/** A value that the catalog knows, or a Fault that offers the nearest. */
function oneOf(kind: string, value: string, known: Iterable<string>, origin?: string): string {
  const names = [...known];
  if (names.includes(value)) return value;
  throw new Fault(`${shown(value)}${from(origin)} is not ${/^[aio]/.test(kind) ? "an" : "a"} ${kind}.`, nearest(value, names));
}

/** What GitHub allows: 39 characters, and an underscore before a company's short code. */
function isOwner(name: string): boolean {
  return name.length <= 50 && /^[a-z\d](-?[a-z\d]){0,38}(_[a-z\d]+)?$/i.test(name);
}

function from(origin = ""): string {
  return origin === "" ? "" : ` from ${origin}`;
}
