// What to say to get the same repo again: only what differs from the defaults, and what defaults would take from a machine.
import { answersFor } from "./answers.ts";
import type { Catalog, Idea, Stack } from "../catalog/catalog.ts";
import { formatResource, parseResource } from "./resource/parse-resource.ts";
import type { Project } from "./project.ts";
import { known } from "../catalog/known.ts";

/** The flags that make a project again in a folder of its name, as words: "--idea", "blog" ... */
export function flagsFor(project: Project, catalog: Catalog): string[] {
  const idea = known(catalog.ideas, project.idea);
  const stack = known(catalog.stacks, project.stack);
  const resources = ownResources(project, idea);
  const usual = answersFor({ said: { folder: project.name, resources }, idea, catalog });
  const differing = (["language", "title", "description", "license", "owner"] as const).filter((key) => project[key] !== usual[key]);
  return [
    ...flag("idea", idea.own === undefined ? idea.id : `./${idea.id}`),
    ...differing.flatMap((key) => flag(key, project[key])),
    ...flag("author", project.author), // Else it would come from the Git settings of whoever types it.
    ...(resources ?? []).flatMap((resource) => flag("resource", resource)),
    ...optionFlags(project.options, stack),
    "--yes",
  ];
}

/** The resources, unless they are those that the idea brings. */
function ownResources({ resources }: Project, idea: Idea): string[] | undefined {
  const asked = resources.map(formatResource);
  const usual = new Set(idea.resources.map((spec) => formatResource(parseResource(spec))));
  return asked.length === usual.size && asked.every((spec) => usual.has(spec)) ? undefined : asked;
}

function optionFlags(chosen: string[], { options }: Stack): string[] {
  const more = [...options.values()].filter((option) => !option.default && chosen.includes(option.id));
  const fewer = [...options.values()].filter((option) => option.default && !chosen.includes(option.id));
  const list = (name: string, some: { id: string }[]) => (some.length === 0 ? [] : flag(name, some.map(({ id }) => id).join(",")));
  return [...list("with", more), ...list("without", fewer)];
}

/** A value that begins with a dash would be taken for a flag. */
function flag(name: string, value = ""): string[] {
  return value.startsWith("-") ? [`--${name}=${value}`] : [`--${name}`, value];
}
