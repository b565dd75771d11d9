// Answers: the answers about a project, completed with defaults.
import type { Catalog, Idea, OwnIdea, Stack } from "../catalog/catalog.ts";
import { answersWith, flagOf, type AnswerKey } from "./answer-table.ts";
import { chosenOptions } from "./options.ts";
import { packageName, titleFrom } from "./package-name.ts";
import { parseResource } from "./resource/parse-resource.ts";

/** The source of an answer in messages: "--title", "user.name in Git's settings". */
export type Origins = Partial<Record<"stack" | "title" | "description" | "author" | "license" | "owner" | "language", string>>;

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

const mostNamed = 5;

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

/**
 * Completes the given answers.
 * @throws UserError if the folder's name gives no package name, or a resource cannot be parsed
 */
export function answersFor({ said, idea, catalog }: { said: Said; idea: Idea; catalog: Catalog }): Answers {
  const title = said.title ?? defaultTitle(said, idea);
  const stack = stackNamed(said.stack, catalog);
  return {
    name: packageName(said.folder),
    title,
    description: said.description ?? defaultDescription(said, idea),
    author: said.author ?? defaultAuthor(title),
    license: said.license ?? catalog.licenses[0] ?? "none",
    owner: said.owner,
    idea: idea.id,
    ownIdea: idea.own,
    stack: stack?.id ?? said.stack ?? "",
    database: stack?.databases[0] ?? "",
    language: said.language ?? Object.keys(stack?.languages ?? {})[0] ?? "",
    manager: managerNamed(said.caller, stack),
    options: stack === undefined ? [] : chosenOptions(said, stack.options),
    resources: said.resources ?? idea.resources,
  };
}

/** The stack with this name, or the first one; undefined if the name is unknown. */
export function stackNamed(name: string | undefined, { stacks }: Catalog): Stack | undefined {
  return name === undefined ? [...stacks.values()][0] : stacks.get(name);
}

function managerNamed(caller: string | undefined, stack: Stack | undefined): string {
  const known = Object.keys(stack?.managers ?? {});
  return known.find((name) => name === caller) ?? known[0] ?? "";
}

export function defaultFolder(idea: Idea): string {
  return `my-${idea.id}`;
}

export function defaultAuthor(title: string): string {
  return `The ${title} authors`;
}

/** The source of each answer; undefined for a default, which is always valid. */
export function originsOf(said: Said): Origins {
  const given = answersWith(({ kind }) => kind === "text").filter((key): key is keyof Origins => key !== "idea" && said[key as keyof Said] !== undefined);
  return Object.fromEntries(given.map((key) => [key, said.origins?.[key] ?? `--${flagOf(key as AnswerKey)}`]));
}

/**
 * The title comes from the folder, unless its name is a default and the resources are the idea's. A custom idea has a
 * title.
 */
function defaultTitle({ folder, unnamed, resources }: Said, idea: Idea): string {
  if (idea.own !== undefined || (unnamed === true && resources === undefined)) return idea.projectTitle;
  return titleFrom(folder) || idea.projectTitle;
}

function defaultDescription({ resources }: Said, idea: Idea): string {
  if (resources === undefined) return idea.projectDescription;
  const plurals = resources.map((spec) => parseResource(spec).plural.words);
  if (plurals.length > mostNamed) plurals.splice(mostNamed, Infinity, "more");
  const article = /^[aeiou]/i.test(idea.title) ? "An" : "A";
  return `${article} ${idea.title} for ${new Intl.ListFormat("en-GB").format(plurals)}.`;
}
