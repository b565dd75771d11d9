// Assignment on disk: reads an assignment folder back, from its assignment.json and its contract.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import type { Draft } from "../draft.ts";
import { isObject, readJsonFile } from "../json-file.ts";
import { freeText } from "../project/free-text.ts";
import { projectFromReceipt, readReceipt } from "../project/receipt.ts";
import { shown } from "../shown.ts";
import { refusalOf } from "../system/refusals.ts";
import { UserError, codeOf } from "../user-error.ts";
import { assignmentFile, type Assignment } from "./assignment.ts";
import { assignmentFromRepo } from "./from-repo.ts";
import { generatedAssignment } from "./generated.ts";
import { assignmentFolder } from "./marked-repo.ts";
import { taskSetOf } from "./task-set.ts";
import { checkTasks, readTasks, type Task } from "./tasks.ts";
import { termsIn } from "./terms.ts";

/** @throws UserError if the folder holds no assignment, or one that this version cannot make again */
export async function readAssignment(folder: string, catalog: Catalog): Promise<Assignment> {
  const file = join(folder, assignmentFile);
  if (!existsSync(file))
    throw new UserError(
      `${shown(folder, 400)} is no assignment: it has no ${assignmentFile}.`,
      "Create one with assignment create.",
    );
  const kept = readJsonFile("assignment", file);
  const { format, version, tasks: graded, title } = kept;
  if (format !== 1 || typeof version !== "string" || !Array.isArray(graded))
    throw new UserError(`${shown(file, 400)} is no assignment of format 1.`, "Create it again.");
  if (typeof title !== "string" && title !== undefined)
    throw new UserError(`The title in ${shown(file, 400)} is no text.`, "Mend the file.");
  const made = await madeAgain(folder, catalog, { ...kept, version, graded, file });
  // The instructor's to change. Earlier versions did not keep it.
  return title === undefined ? made : { ...made, title: freeText("title", title, shown(file, 400), "Mend the file.") };
}

interface Kept {
  [name: string]: unknown;
  version: string;
  graded: unknown[];
  file: string;
}

async function madeAgain(folder: string, catalog: Catalog, kept: Kept): Promise<Assignment> {
  const { version, graded, file, source, project: receipt, ...more } = kept;
  const terms = termsIn(more, file);
  if (source !== undefined) {
    const marked = join(folder, "source");
    const tasks = gradedTasks(graded, readTasks(join(marked, assignmentFolder, "tasks.json")), file);
    return assignmentFromRepo({ folder: marked, catalog, tasks, terms, version });
  }
  const project = projectFromReceipt({ receipt: readReceipt(JSON.stringify(receipt)), catalog });
  const tasks = gradedTasks(graded, taskSetOf(project).tasks, file);
  return generatedAssignment({ project, tasks, terms, version });
}

/** The tasks of an assignment. Their points and needs are the instructor's to change, and nothing else is. */
function gradedTasks(graded: unknown[], known: Task[], file: string): Task[] {
  const changed = graded.map((each) => {
    const entry = isObject(each) ? each : {};
    const task = known.find(({ id }) => id === entry.id);
    if (task !== undefined) return { ...task, points: entry.points, needs: entry.needs };
    throw new UserError(
      `In ${shown(file, 400)}: ${shown(String(entry.id))} is no task of this project.`,
      "Mend the file.",
    );
  });
  const ids = changed.map(({ id }) => id);
  const others = known.filter(({ id }) => !ids.includes(id)); // A task can need one that is done already.
  return checkTasks([...changed, ...others], file).slice(0, changed.length);
}

/**
 * The checks of an assignment as they are on disk, by their paths in a project that is checked.
 * @throws UserError for a file or a folder that is something else
 */
export function checksOnDisk(folder: string): Draft {
  const kinds = { visible: "check/tasks", "held-back": "check/held-back" };
  return new Map(
    Object.entries(kinds).flatMap(([kind, to]) => {
      const from = join(folder, "contract", kind);
      const names = existsSync(from) ? readAs("folder", from, () => readdirSync(from)) : [];
      const files = names.filter((name) => name.endsWith(".js")).sort();
      return files.map((name) => [`${to}/${name}`, textIn(join(from, name))] as const);
    }),
  );
}

/** @throws UserError if the solution, which gives the checks its packages, is not whole */
export function tasksOnDisk(folder: string): string {
  return textIn(join(folder, "solution/check/tasks.json"));
}

function textIn(file: string): string {
  return readAs("file", file, () => readFileSync(file, "utf8"));
}

/** Looks first: a pipe of that name would be read for ever. */
function readAs<T>(kind: "file" | "folder", path: string, read: () => T): T {
  try {
    const stats = statSync(path);
    if (kind === "file" ? stats.isFile() : stats.isDirectory()) return read();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const problem = code === "ENOENT" ? "it is missing" : refusalOf(code).problem;
    throw new UserError(`${shown(path, 400)} cannot be read: ${problem} (${code}).`, fromAnother);
  }
  throw new UserError(`${shown(path, 400)} is not a ${kind}.`, fromAnother);
}

const fromAnother = "Bring it back, or create the assignment again in another folder and copy it from there.";
