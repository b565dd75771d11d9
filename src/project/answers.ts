// What was asked for, completed with defaults: one whole set of answers.
import type { Catalog, Idea, Stack } from "../catalog/catalog.ts";
import { chosenOptions } from "./options.ts";
import { packageName, titleFrom } from "./package-name.ts";
import { parseResource } from "./resource/parse-resource.ts";
import type { Answers, Origins } from "./project.ts";

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
 * @throws Fault when no package name can be made from the folder's name, or a resource cannot be read
 */
export function answersFor({ said, idea, catalog }: { said: Said; idea: Idea; catalog: Catalog }): Answers {
  const title = said.title ?? defaultTitle(said, idea);
  const [stack] = catalog.stacks.values();
  return {
    name: packageName(said.folder),
    title,
    description: said.description ?? defaultDescription(said, idea),
    author: said.author ?? defaultAuthor(title),
    license: said.license ?? catalog.licenses[0] ?? "none",
    owner: said.owner,
    idea: idea.id,
    ownIdea: idea.own,
    stack: stack?.id ?? "",
    database: stack?.databases[0] ?? "",
    language: said.language ?? Object.keys(stack?.languages ?? {})[0] ?? "",
    manager: managerNamed(said.caller, stack),
    options: stack === undefined ? [] : chosenOptions(said, stack.options),
    resources: said.resources ?? idea.resources,
  };
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
  const keys = ["title", "description", "author", "license", "owner", "language"] as const;
  return Object.fromEntries(keys.filter((key) => said[key] !== undefined).map((key) => [key, said.origins?.[key] ?? `--${key}`]));
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
