// Repeating command: creates a project again, for its receipt and README. Its flags name what differs from the defaults
// or depends on the machine.
import { isDeepStrictEqual } from "node:util";
import { starterFor } from "../invocation.ts";
import { quote } from "../shell.ts";
import type { AnswerKind } from "./answer-row.ts";
import { answerRows, flagOf } from "./answer-table.ts";
import { namedResources, type Project } from "./project.ts";

/** One line for the project's package manager, quoted for every shell except cmd.exe. */
export function commandToRepeat(project: Project): string {
  const { id, create, separator } = project.manager;
  const flags = flagsFor(project).map((word) => quote(word, "linux"));
  return [create, starterFor(id), project.name, separator, ...flags].filter((word) => word !== "").join(" ");
}

/** The flags that create a project again in a folder of its name: "--idea", "blog" ... */
function flagsFor(project: Project): string[] {
  const { idea, answers, usual } = project;
  const repeated = answerRows.flatMap(([key, { kind, repeated }]) => {
    const [answer, other] = [answers, usual].map((each) => (each as Partial<Record<typeof key, unknown>>)[key]);
    return repeated === undefined || isDeepStrictEqual(answer, other) ? [] : wordsFor(flagOf(key), kind, answer);
  });
  return [
    ...flag("idea", idea.own === undefined ? idea.id : `./${idea.id}`),
    ...repeated,
    ...flag("author", project.author), // Its default would be the Git user who types the command.
    ...(namedResources(project.resources, idea) ?? []).flatMap((resource) => flag("resource", resource)),
    ...optionFlags(project),
    "--yes",
  ];
}

/** The words of an answer of any kind: "--title", "My Shop". */
export function wordsFor(name: string, kind: AnswerKind, answer: unknown): string[] {
  if (kind === "either") return [answer === true ? `--${name}` : `--no-${name}`];
  if (kind === "texts") return (answer as string[]).flatMap((text) => flag(name, text));
  return flag(name, kind === "list" ? (answer as string[]).join(",") : (answer as string));
}

function optionFlags({ options: chosen, stack: { options } }: Project): string[] {
  const more = [...options.values()].filter((option) => !option.default && chosen.includes(option));
  const fewer = [...options.values()].filter((option) => option.default && !chosen.includes(option));
  const list = (name: string, some: { id: string }[]) =>
    some.length === 0 ? [] : flag(name, some.map(({ id }) => id).join(","));
  return [...list("with", more), ...list("without", fewer)];
}

/** A value that starts with a dash would be taken for a flag. */
function flag(name: string, value: string): string[] {
  return value.startsWith("-") ? [`--${name}=${value}`] : [`--${name}`, value];
}
