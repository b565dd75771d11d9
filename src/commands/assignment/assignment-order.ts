// Order of an assignment: the project, as `create` takes it, and the tasks that its starter leaves open.
import { join } from "node:path";
import type { AssignmentRequest } from "../../cli/request.ts";
import type { Assignment } from "../../classroom/assignment.ts";
import { assignmentFromRepo } from "../../classroom/from-repo.ts";
import { generatedAssignment } from "../../classroom/generated.ts";
import { kitOf } from "../../classroom/kit.ts";
import { assignmentFolder } from "../../classroom/marked-repo.ts";
import { taskSetOf } from "../../classroom/task-set.ts";
import { termsFrom, type Terms } from "../../classroom/terms.ts";
import { chosenTasks, levels, readTasks, sizeOf, type Level, type Task } from "../../classroom/tasks.ts";
import { lateInWords, parseLate } from "../../gradebook/late-rule.ts";
import { acceptFirst, type Accepted } from "../../disk/accept.ts";
import { pathOf } from "../../disk/target.ts";
import { ourVersion } from "../../ourselves.ts";
import { counted, shown } from "../../shown.ts";
import { UserError, exitCodes } from "../../user-error.ts";
import type { Ask } from "../ask.ts";
import { takeOrder, today, type OrderContext } from "../create/create-order.ts";

export interface AssignmentOrder {
  assignment: Assignment;
  target: Accepted;
  /** The day, "2026-11-22". */
  created: string;
}

interface AssignmentContext extends OrderContext {
  asked: AssignmentRequest;
}

/** @throws UserError for a wrong flag or folder, a project without tasks, and an open question that cannot be asked */
export async function takeAssignmentOrder(context: AssignmentContext): Promise<AssignmentOrder> {
  const order = await (context.asked.from === undefined ? generatedOrder(context) : repoOrder(context));
  if (order.target.clone === undefined) return order;
  throw new UserError(`${shown(order.target.path, 400)} holds a repo already.`, "Name a new folder.");
}

async function generatedOrder(context: AssignmentContext): Promise<AssignmentOrder> {
  const { asked } = context;
  const [terms, level] = [termsOf(asked), levelFrom(asked.level)]; // Refused before the first question.
  const { project, target } = await takeOrder({
    ...context,
    // The folder is named after a week: the project has the idea's own title.
    asked: { ...asked, unnamed: true, install: false, without: withoutOf(context) },
  });
  const tasks = await choose(context, level, taskSetOf(project).tasks);
  return {
    assignment: await generatedAssignment({ project, tasks, terms, version: ourVersion }),
    target,
    created: project.created,
  };
}

async function repoOrder(context: AssignmentContext): Promise<AssignmentOrder> {
  const { asked, catalog } = context;
  const [terms, level] = [termsOf(asked), levelFrom(asked.level)];
  const folder = pathOf(asked.from ?? "");
  if (asked.directory === undefined)
    throw new UserError(
      "The folder of the assignment is missing.",
      "Write assignment create <folder> --from <repo>.",
      exitCodes.usage,
    );
  const target = await acceptFirst(asked.directory, asked.dryRun);
  const tasks = await choose(context, level, readTasks(join(folder, assignmentFolder, "tasks.json")));
  const assignment = await assignmentFromRepo({ folder, catalog, tasks, terms, version: ourVersion });
  return { assignment, target, created: today() };
}

async function choose({ asked, ask }: AssignmentContext, level: Level | undefined, all: Task[]): Promise<Task[]> {
  const open = ask !== undefined && !asked.yes && asked.tasks === undefined && level === undefined;
  return chosenTasks(all, { ids: asked.tasks, level: open ? await askLevel(ask, all) : level });
}

/** The rule for late work is kept in plain words, from which grades read it again. */
function termsOf({ due, late, ai }: AssignmentRequest): Terms {
  return termsFrom({ due, late: late === undefined ? undefined : lateInWords(parseLate(late)), ai });
}

/** The options that the user does not want, and those that would make a starter fail. */
function withoutOf({ asked, catalog }: AssignmentContext): string[] {
  const stack = asked.stack === undefined ? [...catalog.stacks.values()][0] : catalog.stacks.get(asked.stack);
  const unfit = stack === undefined ? [] : kitOf(catalog.folder, stack).without;
  return [...(asked.without ?? []), ...unfit.filter((id) => asked.with?.includes(id) !== true)];
}

function levelFrom(typed: string | undefined): Level | undefined {
  const level = levels.find((each) => String(each) === typed);
  if (typed === undefined || level !== undefined) return level;
  throw new UserError(`${shown(typed)} is not a level.`, "Levels are 1, 2 and 3.", exitCodes.usage);
}

function askLevel(ask: Ask, tasks: Task[]): Promise<Level> {
  const choices = levels.map((value) => {
    const upTo = tasks.filter((task) => task.level <= value);
    const skills = new Set(tasks.filter((task) => task.level === value).map(({ skill }) => skill));
    const size = `${counted(upTo.length, "task")}, ${sizeOf(upTo)}`;
    const name = `${value}: ${size}; ${[...skills].join(", ")}`;
    return { name, value };
  });
  return ask({ type: "list", message: "Level (each includes those before)", choices });
}
