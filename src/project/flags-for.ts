// Flags that create a project again: only what differs from the defaults, and what defaults would take from a machine.
import { answersWith, flagOf } from "./answer-table.ts";
import { namedResources, type Project } from "./project.ts";

/** The texts that the answer table marks as repeated. */
type Repeated = "stack" | "language" | "title" | "description" | "license" | "owner";

/** The flags that create a project again in a folder of its name, as words: "--idea", "blog" ... */
export function flagsFor(project: Project): string[] {
  const { idea, answers, usual } = project;
  const differing = answersWith(({ repeated }) => repeated === true).filter((key): key is Repeated => answers[key as Repeated] !== usual[key as Repeated]);
  return [
    ...flag("idea", idea.own === undefined ? idea.id : `./${idea.id}`),
    ...differing.flatMap((key) => flag(flagOf(key), answers[key])),
    ...flag("author", project.author), // Else it would come from the Git settings of whoever types it.
    ...(namedResources(project.resources, idea) ?? []).flatMap((resource) => flag("resource", resource)),
    ...optionFlags(project),
    "--yes",
  ];
}

function optionFlags({ options: chosen, stack: { options } }: Project): string[] {
  const more = [...options.values()].filter((option) => !option.default && chosen.includes(option));
  const fewer = [...options.values()].filter((option) => option.default && !chosen.includes(option));
  const list = (name: string, some: { id: string }[]) => (some.length === 0 ? [] : flag(name, some.map(({ id }) => id).join(",")));
  return [...list("with", more), ...list("without", fewer)];
}

/** A value that begins with a dash would be taken for a flag. */
function flag(name: string, value = ""): string[] {
  return value.startsWith("-") ? [`--${name}=${value}`] : [`--${name}`, value];
}
