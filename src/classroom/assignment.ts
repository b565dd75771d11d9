// Assignment: the starter, the solution, the contract and the papers of an assignment, as one draft.
import type { Bytes, Content, Contents, Draft } from "../draft.ts";
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
  /** Its files that are not text, which are the same in the starter and in the solution. */
  bytes: Bytes;
  /** The files below `contract/`: `visible/`, `held-back/` and `mutants.json`. */
  contract: Draft;
  seeds?: string;
  more: Contents;
  /** What `assignment.json` keeps of the project, so that it can be made again. */
  origin: Record<string, unknown>;
  checking: Checking;
}

/** The whole assignment: its texts, pictures and the like, and what it brings along. */
export async function assignmentContents(assignment: Assignment): Promise<Contents> {
  const { bytes, more } = assignment;
  const texts = await assignmentDraft(assignment);
  return new Map<string, Content>([...texts, ...under("starter", bytes), ...under("solution", bytes), ...more]);
}

/** The texts of an assignment: `starter/`, `solution/`, `contract/`, ASSIGNMENT.md and assignment.json. */
export async function assignmentDraft(assignment: Assignment): Promise<Draft> {
  const { tasks, terms, title, checking } = assignment;
  const [solution, starter] = [await assignment.files([]), await assignment.files(tasks)];
  const places = await placesOf(assignment, solution);
  const files = new Map([...places].map(([id, place]) => [id, place.files]));
  const contract = new Map([
    ...checksIn(assignment.contract, tasks),
    ...mutantsIn(assignment.contract, tasks, solution),
  ]);
  const hasMoreChecks = [...contract.keys()].some((path) => path.startsWith("held-back/"));
  const common = { title, tasks, files, terms, checking, hasMoreChecks };
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
    ["ASSIGNMENT.md", paper({ ...common, interview: true })],
    [assignmentFile, receiptOf(assignment)],
  ]);
}

function receiptOf({ title, tasks, terms, version, origin }: Assignment): string {
  const graded = tasks.map(({ id, points, needs }) => ({ id, points, needs }));
  return `${JSON.stringify({ format: 1, version, title, tasks: graded, ...terms, ...origin }, null, 2)}\n`;
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

function under<T>(folder: string, files: Map<string, T>): Map<string, T> {
  return new Map([...files].map(([path, content]) => [`${folder}/${path}`, content]));
}
