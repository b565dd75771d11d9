// Command `assignment update`: brings a changed starter to the students, after a report of what would happen.
import { openCatalog } from "../../catalog/catalog.ts";
import { readAssignment } from "../../classroom/on-disk.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { pathOf } from "../../disk/target.ts";
import type { Connection } from "../../github/client.ts";
import { connect } from "../../github/connection.ts";
import { limitsOf, pace, systemClock } from "../../github/pace.ts";
import { saveClass } from "../../handout/handing-out.ts";
import { lastUpdate, newStarter, type Update } from "../../handout/new-starter.ts";
import { checkGit, starterRef, storeIn, type Store } from "../../handout/store.ts";
import { checkPlaced, updateAll, type Updated } from "../../handout/updating.ts";
import { commandToType } from "../../invocation.ts";
import { classIn, type Class } from "../../roster/class-file.ts";
import { quote } from "../../shell.ts";
import { unquoted } from "../../shown.ts";
import type { Terminal } from "../../terminal.ts";
import { UserError, exitCodes } from "../../user-error.ts";
import type { Command } from "../command.ts";
import { nameOf } from "../next-steps.ts";

interface UpdateContext {
  asked: ActionRequest;
  terminal: Terminal;
  stop: AbortSignal;
}

interface UpdateOrder {
  folder: string;
  known: Class;
  store: Store;
  connection: Connection;
  /** Undefined if the starter never changed. */
  update?: Update;
  save: (known: Class) => void;
}

export function updateCommand({ asked, terminal, stop }: UpdateContext): Command<UpdateOrder> {
  const state = { unfinished: false };
  const sends = asked.has("push");
  return {
    description: "Updates an assignment",
    prompts: () => terminal.during("Reading the class", () => takeOrder(pathOf(asked.directory ?? "."), stop)),
    actions: (order) => [
      async () => {
        const all = await updateClass(order, sends, terminal, stop);
        state.unfinished = all.some(({ problem }) => problem !== undefined);
        report(order, all, sends, terminal);
      },
    ],
    exitCode: () => (state.unfinished ? exitCodes.unfinished : exitCodes.done),
  };
}

async function takeOrder(folder: string, stop: AbortSignal): Promise<UpdateOrder> {
  const known = classIn(folder);
  await checkGit(folder, stop);
  checkPlaced(known);
  await readAssignment(folder, openCatalog());
  const { connection } = await connect(stop);
  const store = storeIn(folder, stop);
  const update = (await newStarter(folder, store, known.root, stop)) ?? (await lastUpdate(store, known.root));
  return { folder, known, store, connection, update, save: (after) => saveClass(folder, after) };
}

async function updateClass(
  { known, store, connection, update, save }: UpdateOrder,
  sends: boolean,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<Updated[]> {
  if (update === undefined) return [];
  if (sends) {
    await store.git(["update-ref", starterRef, update.commit]);
    save({ ...known, updated: update.number });
  }
  const rate = pace({ limits: limitsOf(connection.host), clock: systemClock, stop, tell: terminal.note });
  const common = { connection, store, known, update, pace: sends ? rate : undefined };
  try {
    const doing = sends ? "Updating" : "Comparing";
    return await terminal.steps(doing, known.students.length, (stepDone) => updateAll({ ...common, stepDone }));
  } catch (error) {
    const goOn = "Run the same command again to go on.";
    if (stop.aborted) throw new UserError("Stopped. Updates that were sent stay.", goOn, exitCodes.interrupted);
    if (sends && error instanceof UserError) throw new UserError(error.message, goOn, exitCodes.unfinished);
    throw error;
  }
}

function report({ folder, update }: UpdateOrder, all: Updated[], sends: boolean, terminal: Terminal): void {
  const of = (state: Updated["state"]) => all.filter((each) => each.state === state);
  const open = [...of("clean"), ...of("conflicts")];
  const problems = all.flatMap(({ problem }) => problem ?? []);
  const status = problems.length > 0 ? "unfinished" : open.length === 0 ? "unchanged" : sends ? "updated" : "planned";
  const { number, files = [] } = update ?? {};
  terminal.document({ format: 1, status, directory: folder, update: number, files, students: all });
  if (update === undefined) return terminal.say("Nothing to do: the starter is as it was handed out.");
  terminal.say(`Update ${number} changes ${list(files)}\n`);
  sayCount(terminal, of("up to date"), "have it already");
  const waiting = all.filter(({ sent }) => sent !== undefined && sent !== "main");
  if (sends) sayCount(terminal, all.filter(({ sent }) => sent === "main"), "merged");
  else sayCount(terminal, of("clean"), "would merge without a conflict");
  if (waiting.length > 0) terminal.note(`${waiting.length} waiting in a pull request: ${keysOf(waiting)}`);
  for (const each of of("conflicts")) terminal.note(`${each.key}: conflicts in ${list(each.files)}`);
  for (const { key } of of("unrelated")) terminal.missing(`${key}: the history does not contain the starter`);
  for (const problem of problems) terminal.missing(problem);
  if (open.length === 0) return;
  if (sends) return saySent(all, terminal);
  const command = commandToType(["assignment", "update", quote(nameOf(folder)), "--push"]);
  terminal.say(`\nNothing was sent. To send it: ${command}`);
}

function saySent(all: Updated[], terminal: Terminal): void {
  const [direct, opened, open] = (["main", "pull request", "open pull request"] as const).map(
    (way) => all.filter(({ sent }) => sent === way).length,
  );
  const before = open ? `; ${open} had an open one already` : "";
  terminal.done(`Pushed to main of ${direct}, and opened a pull request for ${opened}${before}`);
}

function list(files: string[]): string {
  const first = files.slice(0, 5).map((file) => unquoted(file)).join(", ");
  return files.length > 5 ? `${first} and ${files.length - 5} more` : first;
}

function sayCount(terminal: Terminal, some: Updated[], what: string): void {
  if (some.length > 0) terminal.done(`${some.length} ${what}: ${keysOf(some)}`);
}

function keysOf(some: Updated[]): string {
  return some.map(({ key }) => key).join(", ");
}
