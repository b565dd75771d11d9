// Assignment: the starter, the solution, the contract and the papers of an assignment, as one draft.
import type { Draft } from "../draft.ts";
import type { Checking } from "./checking.ts";
import { changesDocument, mutantsFile, changesFrom } from "./changes.ts";
import { paper } from "./paper.ts";
import { placesOf, tasksDocument } from "./places.ts";
import type { Task } from "./tasks.ts";
import type { Terms } from "./terms.ts";

export const assignmentFile = "assignment.json";

export interface Assignment {
  title: string;
  /** The tasks that the starter leaves open. */
  tasks: Task[];
  terms: Terms;
  /** The version of the generator. */
  version: string;
  /** The files of the project with some tasks open: of the starter, or of the solution if none is. */
  files: (open: Task[]) => Promise<Draft>;
  /** The files below `contract/`: `visible/`, `held-back/` and `mutants.json`. */
  contract: Draft;
  /** The file with the rows that each student gets alone, if there is one. */
  seeds?: string;
  /** Further files of the assignment itself. */
  more: Draft;
  /** What `assignment.json` keeps of the project, so that it can be made again. */
  origin: Record<string, unknown>;
  checking: Checking;
}

/** The whole assignment: `starter/`, `solution/`, `contract/`, ASSIGNMENT.md and assignment.json. */
export async function assignmentDraft(assignment: Assignment): Promise<Draft> {
  const { tasks, terms, title, checking, more } = assignment;
  const [solution, starter] = [await assignment.files([]), await assignment.files(tasks)];
  const places = await placesOf(assignment, solution);
  const files = new Map([...places].map(([id, place]) => [id, place.files]));
  const contract = new Map([
    ...checksIn(assignment.contract, tasks),
    ...mutantsIn(assignment.contract, tasks, solution),
  ]);
  const common = { title, tasks, files, terms, checking };
  const forStudents = new Map([
    ["check/tasks.json", tasksDocument(tasks, places)],
    ["ASSIGNMENT.md", paper(common)],
    ...[...contract]
      .filter(([path]) => path.startsWith("visible/"))
      .map(([path, text]) => [path.replace("visible/", "check/tasks/"), text] as const),
  ]);
  return new Map([
    ...under("starter", new Map([...starter, ...forStudents])),
    ...under("solution", new Map([...solution, ...forStudents])),
    ...under("contract", contract),
    ...more,
    ["ASSIGNMENT.md", paper({ ...common, interview: true })],
    [assignmentFile, receiptOf(assignment)],
  ]);
}

function receiptOf({ tasks, terms, version, origin }: Assignment): string {
  const graded = tasks.map(({ id, points, needs }) => ({ id, points, needs }));
  return `${JSON.stringify({ format: 1, version, tasks: graded, ...terms, ...origin }, null, 2)}\n`;
}

/** The checks of these tasks: "visible/find-post.js" -> text. */
function checksIn(contract: Draft, tasks: Task[]): Draft {
  const wanted = new Set(tasks.map(({ id }) => id));
  const idOf = (path: string) => /^(?:visible|held-back)\/([^/]+)\.js$/.exec(path)?.[1] ?? "";
  return new Map([...contract].filter(([path]) => wanted.has(idOf(path))));
}

/** The mutants of these tasks, each with its file as this project calls it. */
function mutantsIn(contract: Draft, tasks: Task[], solution: Draft): Draft {
  const text = contract.get(mutantsFile);
  if (text === undefined) return new Map();
  const changes = changesFrom(text, mutantsFile).filter(
    ({ task }) => task === undefined || tasks.some(({ id }) => id === task),
  );
  return new Map([
    [mutantsFile, changesDocument(changes.map((change) => ({ ...change, file: nameIn(solution, change.file) })))],
  ]);
}

/** A file may have another ending in another language. */
function nameIn(solution: Draft, file: string): string {
  const bare = (path: string) => path.replace(/\.\w+$/, "");
  return solution.has(file) ? file : ([...solution.keys()].find((path) => bare(path) === bare(file)) ?? file);
}

function under(folder: string, draft: Draft): Draft {
  return new Map([...draft].map(([path, text]) => [`${folder}/${path}`, text]));
}
