// Answers: what was said about a project, completed with defaults to one whole set.
import type { Catalog, Idea, OwnIdea, Stack } from "../catalog/catalog.ts";
import { answersWith, flagOf, type AnswerKey } from "./answer-table.ts";
import { chosenOptions } from "./options.ts";
import { packageName, titleFrom } from "./package-name.ts";
import { parseResource } from "./resource/parse-resource.ts";

/** Where an answer comes from, for messages: "--title", "user.name in Git's settings". */
export type Origins = Partial<Record<"stack" | "title" | "description" | "author" | "license" | "owner" | "language", string>>;

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

/** How many resources a default description names. */
const mostNamed = 5;

/** What may be said about a project; the rest follows. */
export interface Said {
  /** The name of the folder, without the path to it. */
  folder: string;
  /** Whether nobody named the folder. */
  unnamed?: boolean;
  title?: string;
  description?: string;
  author?: string;
  license?: string;
  owner?: string;
  resources?: string[];
  stack?: string;
  language?: string;
  /** Options to have, and to leave out. */
  with?: string[];
  without?: string[];
  /** The program that called us; it becomes the package manager, if it is one of the stack's. */
  caller?: string;
  /** Where answers come from that no flag gave. */
  origins?: Origins;
}

/**
 * Completes what was said.
 *
 * @throws UserError when no package name can be made from the folder's name, or a resource cannot be read
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

/** The stack of that name, or the first by its place; undefined where there is none of that name. */
export function stackNamed(name: string | undefined, { stacks }: Catalog): Stack | undefined {
  return name === undefined ? [...stacks.values()][0] : stacks.get(name);
}

function managerNamed(caller: string | undefined, stack: Stack | undefined): string {
  const known = Object.keys(stack?.managers ?? {});
  return known.find((name) => name === caller) ?? known[0] ?? "";
}

/** What a folder is called when nobody names it. */
export function defaultFolder(idea: Idea): string {
  return `my-${idea.id}`;
}

/** Who wrote a project when nobody says so. */
export function defaultAuthor(title: string): string {
  return `The ${title} authors`;
}

/** Where each answer comes from; undefined for a default, which always fits. */
export function originsOf(said: Said): Origins {
  const given = answersWith(({ kind }) => kind === "text").filter((key): key is keyof Origins => key !== "idea" && said[key as keyof Said] !== undefined);
  return Object.fromEntries(given.map((key) => [key, said.origins?.[key] ?? `--${flagOf(key as AnswerKey)}`]));
}

/** The title comes from the folder, unless nobody named it and its resources are the idea's. A custom idea has its own title. */
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
