// Repeating command: creates a project again, for its receipt and README. Its flags name what differs from the defaults
// or depends on the machine.
import { starterFor } from "../invocation.ts";
import { quote } from "../shell.ts";
import { answersWith, flagOf } from "./answer-table.ts";
import { namedResources, type Project } from "./project.ts";

/** One line for the project's package manager, quoted for every shell except cmd.exe. */
export function commandToRepeat(project: Project): string {
  const { id, create, separator } = project.manager;
  const flags = flagsFor(project).map((word) => quote(word, "linux"));
  return [create, starterFor(id), project.name, separator, ...flags].filter((word) => word !== "").join(" ");
}

type Repeated = "stack" | "language" | "title" | "description" | "license" | "owner";

/** The flags that create a project again in a folder of its name: "--idea", "blog" ... */
function flagsFor(project: Project): string[] {
  const { idea, answers, usual } = project;
  const differing = answersWith(({ repeated }) => repeated === true).filter(
    (key): key is Repeated => answers[key as Repeated] !== usual[key as Repeated],
  );
  return [
    ...flag("idea", idea.own === undefined ? idea.id : `./${idea.id}`),
    ...differing.flatMap((key) => flag(flagOf(key), answers[key])),
    ...flag("author", project.author), // Its default would be the Git user who types the command.
    ...(namedResources(project.resources, idea) ?? []).flatMap((resource) => flag("resource", resource)),
    ...optionFlags(project),
    "--yes",
  ];
}

function optionFlags({ options: chosen, stack: { options } }: Project): string[] {
  const more = [...options.values()].filter((option) => !option.default && chosen.includes(option));
  const fewer = [...options.values()].filter((option) => option.default && !chosen.includes(option));
  const list = (name: string, some: { id: string }[]) =>
    some.length === 0 ? [] : flag(name, some.map(({ id }) => id).join(","));
  return [...list("with", more), ...list("without", fewer)];
}

/** A value that starts with a dash would be taken for a flag. */
function flag(name: string, value = ""): string[] {
  return value.startsWith("-") ? [`--${name}=${value}`] : [`--${name}`, value];
}
