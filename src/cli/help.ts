// Help text: built from the table of flags and the catalog.
import type { Catalog } from "../catalog/catalog.ts";
import { exitCodes } from "../user-error.ts";
import { commandToType } from "../invocation.ts";
import { assignmentActions, assignmentCreation, type AssignmentAction } from "./assignment-actions.ts";
import { assignmentFlags, flags, type Flag } from "./flags.ts";

const width = 24;

const resource = `\
A resource is a name and its fields, each written field:type:
  --resource "book title:string pages:integer? author:ref(author)"
  Types: string, text, integer, decimal, boolean, date, datetime, email, url, uuid, enum(a|b|c), json, ref(resource).
  After the type: ? or :optional, :unique, :index, :default(x), and :min(1), :max(5) for a number or the length of text.
  ref(user) points to an account. After a reference: what deleting its target does, :cascade, :restrict or :clear.
  :own after a reference: it can only name a row of the same user. A reference to a private row always does.
  After the name, who can read: note:private (only the owner), :members (signed-in users), :public. Owners write.
  product:admin: everyone can read, and admins write. In the project, \`npm run user:role\` names the admins.
  After the fields: unique(book,owner) allows one row for each book and owner.
  An irregular plural follows a slash: goose/geese.`;

const introduction = `\
Creates a backend project that runs, with a database, tests, docs and a first commit.
In a terminal it asks for what the flags do not answer.
doctor checks this machine and this folder, and says what to type for anything that is missing.
assignment create writes a starter with open tasks, its solution and their checks; prove shows that they fit.
assignment handout gives students a copy each; collect fetches what was pushed in time; update sends changes.
assignment check grades what was collected in sandboxes; grades writes what a gradebook imports.`;

const publishing = `\
publish puts a generated project on GitHub: private, with description and topics; it can be run again. It and --github
use the login of gh, else GH_TOKEN or GITHUB_TOKEN. GITHUB_API_URL and GITHUB_SERVER_URL select another GitHub than
github.com.`;

const documents = `\
With --json, stdout is one document: format (1), status (created, unfinished, planned or refused), directory,
name, title, idea, language, resources, files, git, install, github and next (what to type); a refusal holds format,
status and error.
From publish: format, status (published, unchanged, planned, unfinished or refused), url, visibility and steps done.
From assignment handout, collect and update: format, status (handed out, collected, updated, unchanged, planned,
unfinished or refused), directory, one entry for each student, and sentences about those who were not reached.
From assignment prove: what proof.json holds. From check and grades: format, status (graded, unfinished or written),
how many there are of each kind, and the path of the file.
From doctor: format, status (ready or incomplete) and checks, each with id, status (fine, note or missing) and words.`;

const { done, refused, usage, unfinished, bug, interrupted } = exitCodes;

const exits = `\
Exit codes:
  ${done}    Everything was done.
  ${refused}    Refused or failed; nothing was written. From doctor: something required is missing.
  ${usage}    The command line was wrong; nothing was written.
  ${unfinished}    The project was created, or a part published, but a requested step failed, or the output was lost.
     From assignment: somebody was not reached, or changed results were not written.
     Without Git or an identity, the first commit counts as requested only with --git or --github.
  ${bug}   A bug in this program.
  ${interrupted}  Stopped by Ctrl-C; nothing was written, except what publish or assignment had already done.`;

export function helpText({ ideas, stacks }: Catalog): string {
  const options = [...stacks.values()].flatMap((stack) => [...stack.options.values()]);
  return [
    `Usage: ${commandToType(["[folder]", "[flags]"])}`,
    `       ${commandToType(["publish", "[folder]", "[--owner <name>]", "[--public]", "[--dry-run]", "[--json]"])}`,
    `       ${commandToType(["doctor", "[--json]"])}`,
    `       ${commandToType(["assignment", "create", ...assignmentCreation.usage])}`,
    ...Object.entries(assignmentActions).map(
      ([action, { usage }]) => `       ${commandToType(["assignment", action, ...usage])}`,
    ),
    "",
    introduction,
    "",
    publishing,
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
    ...options.map((option) =>
      catalogLine(`${option.id}${option.default ? " *" : ""}`, `${option.title}: ${option.says}.`),
    ),
    "",
    resource,
    "",
    documents,
    "",
    exits,
  ].join("\n");
}

/** The help of one word after `assignment`; undefined if there is none. */
export function assignmentHelp(action: string): string | undefined {
  const known: Record<string, AssignmentAction> = {
    ...assignmentActions,
    create: { ...assignmentCreation, flags: [...Object.keys(assignmentFlags), "yes", "dry-run", "json"] },
  };
  const found = Object.hasOwn(known, action) ? known[action] : undefined;
  if (found === undefined) return undefined;
  const taken = Object.entries(flags).filter(([name]) => found.flags.includes(name));
  const more = action === "create" ? ["It also takes the flags that describe a project: see --help."] : [];
  return [
    `Usage: ${commandToType(["assignment", action, ...found.usage])}`,
    "",
    found.says,
    ...more,
    "",
    "Flags:",
    ...taken.map(flagLine),
  ].join("\n");
}

function catalogLine(id: string, says: string): string {
  return `  ${id.padEnd(width)} ${says}`;
}

function flagLine([name, { short, takes, negatable, says }]: [string, Flag]): string {
  const spelled = `--${negatable === true ? "[no-]" : ""}${name}${takes === undefined ? "" : ` <${takes}>`}`;
  return `  ${(short === undefined ? spelled : `-${short}, ${spelled}`).padEnd(width)} ${says}`;
}
