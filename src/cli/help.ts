// Help text: built from the table of flags and the catalog.
import type { Catalog } from "../catalog/catalog.ts";
import { exitCodes } from "../user-error.ts";
import { commandToType } from "../invocation.ts";
import { flags, type Flag } from "./flags.ts";

const width = 24;

const resource = [
  "A resource is a name and its fields, each a field:type:",
  '  --resource "book title:string pages:integer? author:ref(author)"',
  "  Types: string, text, integer, decimal, boolean, date, datetime, email, url, uuid, enum(a|b|c), json, ref(resource).",
  "  Behind the type: ? or :optional, :unique, :index, :default(x).",
  "  A plural that is not regular follows a slash: goose/geese.",
];

const publishing = [
  "publish puts a repo that was made here on GitHub: private, with description and topics; it can be run again. Both it",
  "and --github take the log-in of gh, else GH_TOKEN or GITHUB_TOKEN. GITHUB_API_URL and GITHUB_SERVER_URL name another",
  "GitHub than github.com.",
];

const exits = [
  "Exit codes:",
  `  ${exitCodes.done}    Everything was done.`,
  `  ${exitCodes.refused}    Refused or failed; nothing was written. From doctor: something needed is missing.`,
  `  ${exitCodes.usage}    The command line was wrong; nothing was written.`,
  `  ${exitCodes.unfinished}    The project is there, or a part was published, but a step that was wanted failed, or the output is lost.`,
  `     Without Git or an identity the first commit is wanted only with --git or --github.`,
  `  ${exitCodes.bug}   A bug in this program.`,
  `  ${exitCodes.interrupted}  Stopped by Ctrl-C; nothing was written but what a publish had done by then.`,
];

export function helpText({ ideas, stacks }: Catalog): string {
  const options = [...stacks.values()].flatMap((stack) => [...stack.options.values()]);
  return [
    `Usage: ${commandToType(["[folder]", "[flags]"])}`,
    `       ${commandToType(["publish", "[folder]", "[--owner <name>]", "[--public]", "[--dry-run]", "[--json]"])}`,
    `       ${commandToType(["doctor", "[--json]"])}`,
    "",
    "Makes a backend repo that runs, with a database, tests, docs and a first commit.",
    "On a terminal it asks for what the flags leave open.",
    "doctor looks at what this machine and this folder have, and says what to type for what is missing.",
    "",
    ...publishing,
    "",
    "Flags:",
    ...Object.entries(flags).map(flagLine),
    "",
    "Ideas:",
    ...[...ideas.values()].map(({ id, title, pitch }) => catalogLine(id, `${title}: ${pitch}.`)),
    "",
    "Stacks:",
    ...[...stacks.values()].map(({ id, title }) => catalogLine(id, `${title}.`)),
    "",
    "Options; those with a star are on by default:",
    ...options.map((option) => catalogLine(`${option.id}${option.default ? " *" : ""}`, `${option.title}: ${option.says}.`)),
    "",
    ...resource,
    "",
    "With --json, stdout holds one document: format (1), status (created, unfinished, planned or refused), directory,",
    "name, title, idea, language, resources, files, git, install, github and next (what to type); a refusal holds format,",
    "status and error.",
    "From publish: format, status (published, unchanged, planned, unfinished or refused), url, visibility and what was done.",
    "From doctor: format (1), status (ready or lacking) and checks, each with id, status (fine, note or missing) and words.",
    "",
    ...exits,
  ].join("\n");
}

function catalogLine(id: string, says: string): string {
  return `  ${id.padEnd(width)} ${says}`;
}

function flagLine([name, { short, takes, negatable, says }]: [string, Flag]): string {
  const spelled = `--${negatable === true ? "[no-]" : ""}${name}${takes === undefined ? "" : ` <${takes}>`}`;
  return `  ${(short === undefined ? spelled : `-${short}, ${spelled}`).padEnd(width)} ${says}`;
}
