// Defaults: the answers that are derived from others.
import type { Idea } from "../catalog/catalog.ts";
import type { Known } from "./known.ts";
import { titleFrom } from "./package-name.ts";
import { parseResource } from "./resource/parse-resource.ts";

/** How many resources a description lists. */
const mostNamed = 5;

export function defaultFolder(idea: Idea): string {
  return `my-${idea.id}`;
}

/** The folder's name in words, or the idea's title if it has one or the folder has its default name. */
export function defaultTitle({ said: { folder, unnamed, resources }, idea }: Known): string {
  if (idea.own !== undefined || (unnamed === true && resources === undefined)) return idea.projectTitle;
  return titleFrom(folder) || idea.projectTitle;
}

export function defaultDescription({ said: { resources }, idea }: Known): string {
  if (resources === undefined) return idea.projectDescription;
  const plurals = resources.map((spec) => parseResource(spec).plural.words);
  if (plurals.length > mostNamed) plurals.splice(mostNamed, Infinity, "more");
  const article = /^[aeiou]/i.test(idea.title) ? "An" : "A";
  return `${article} ${idea.title} for ${new Intl.ListFormat("en-GB").format(plurals)}.`;
}

export function defaultAuthor(known: Known): string {
  return `The ${known.said.title ?? defaultTitle(known)} authors`;
}
