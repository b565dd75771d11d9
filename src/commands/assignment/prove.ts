// Command `assignment prove`: shows that solution, starter and checks of an assignment fit, task by task.
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { openCatalog } from "../../catalog/catalog.ts";
import type { ActionRequest } from "../../cli/request.ts";
import type { Assignment } from "../../classroom/assignment.ts";
import type { Checking } from "../../classroom/checking.ts";
import { checksOnDisk, readAssignment, tasksOnDisk } from "../../classroom/on-disk.ts";
import { changedByHand } from "../../classroom/hand-changed.ts";
import { proofDocument, proofFile, proofPaper } from "../../classroom/proof.ts";
import { runChecks } from "../../classroom/run-checks.ts";
import { mutantsFile, readChanges } from "../../classroom/changes.ts";
import { variantsOf, type Variant } from "../../classroom/variants.ts";
import { findings, type Ran } from "../../classroom/verdict.ts";
import type { Content, Draft } from "../../draft.ts";
import { rewriteFiles } from "../../disk/rewrite.ts";
import { pathOf } from "../../disk/target.ts";
import { ourVersion, shippedTemplates } from "../../ourselves.ts";
import { sweepScratch } from "../../system/scratch.ts";
import { UserError, exitCodes } from "../../user-error.ts";
import type { Terminal } from "../../terminal.ts";
import type { Command } from "../command.ts";
import { nameOf } from "../next-steps.ts";
import { installSolution } from "./solution-packages.ts";
import { counted, unquoted } from "../../shown.ts";

interface ProveContext {
  asked: Pick<ActionRequest, "directory">;
  terminal: Terminal;
  stop: AbortSignal;
}

interface ProveOrder {
  folder: string;
  assignment: Assignment;
  variants: Variant[];
}

export function proveCommand({ asked: { directory = "." }, terminal, stop }: ProveContext): Command<ProveOrder> {
  const state = { proven: false };
  return {
    description: "Proves an assignment",
    prompts: () => orderFrom(pathOf(directory)),
    actions: (order) => [
      () => {
        const { checking } = order.assignment;
        const command = checking.install;
        return installSolution({ folder: order.folder, command, packages: checking.packages, terminal, stop });
      },
      async () => {
        sweepScratch();
        terminal.note("This runs the code of the assignment without a sandbox");
        const { length } = order.variants;
        const runs = await terminal.steps("Running variants", length, (stepDone) => runAll(order, stepDone, stop));
        state.proven = report(order, runs, terminal);
        noteChanged(await changedByHand(order.folder, order.assignment), terminal);
      },
    ],
    exitCode: () => (state.proven ? exitCodes.done : exitCodes.refused),
  };
}

async function orderFrom(folder: string): Promise<ProveOrder> {
  const assignment = await readAssignment(folder, openCatalog());
  checkServer(assignment.checking);
  checksInRuns(folder); // Refused before anything is installed.
  const mutants = join(folder, "contract", mutantsFile);
  const changes = existsSync(mutants) ? readChanges(mutants) : [];
  const variants = variantsOf(assignment, changes);
  for (const { files, change } of variants) if (change !== undefined) await files(); // Refused before anything runs.
  return { folder, assignment, variants };
}

/** @throws UserError if the checks need a server and nothing says where one is */
function checkServer({ server }: Checking): void {
  if (server === undefined || (process.env[server.variable] ?? "") !== "") return;
  throw new UserError(
    `The checks of this assignment need a ${server.title} server.`,
    `Put its address into the variable ${server.variable}, such as ${server.example}.`,
  );
}

function checksInRuns(folder: string): Draft {
  return new Map([...checksOnDisk(folder), ["check/tasks.json", tasksOnDisk(folder)]]);
}

/** As many at once as there are processors. */
async function runAll(
  { folder, assignment, variants }: ProveOrder,
  stepDone: () => void,
  stop: AbortSignal,
): Promise<Ran[]> {
  const reporter = readFileSync(join(shippedTemplates, "assignments/prove/events.js"), "utf8");
  const { bytes, checking } = assignment;
  const fixed = new Map<string, Content>([...bytes, ...checksInRuns(folder)]);
  const common = { fixed, checking, installed: join(folder, "solution"), reporter, stop };
  const runs: Ran[] = [];
  const queue = [...variants.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, variant] = next;
      stop.throwIfAborted();
      runs[at] = { variant, result: await runChecks({ ...common, files: await variant.files() }) };
      stepDone();
    }
  };
  // All of them end before an error is thrown, so that none leaves a process or a folder behind.
  const ended = await Promise.allSettled(Array.from({ length: availableParallelism() }, worker));
  for (const worked of ended) if (worked.status === "rejected") throw worked.reason;
  return runs;
}

function report({ folder, assignment }: ProveOrder, runs: Ran[], terminal: Terminal): boolean {
  const { tasks, checking } = assignment;
  const wrong = findings(tasks, runs);
  const { database } = checking;
  const proof = { tasks, runs, findings: wrong, database, version: ourVersion };
  const document = proofDocument(proof);
  rewriteFiles(
    folder,
    new Map([
      ["PROOF.md", proofPaper(proof)],
      [proofFile, `${JSON.stringify(document, null, 2)}\n`],
    ]),
  );
  terminal.document(document);
  if (wrong.length === 0)
    terminal.done(`Proved ${counted(tasks.length, "task")} with ${counted(runs.length, "variant")}${on(database)}`);
  else terminal.missing(`Not proven: ${counted(wrong.length, "finding")}`);
  for (const each of wrong) terminal.say(`  ${each.replaceAll("\n", "\n  ")}`);
  terminal.say(`\nThe matrix is in ${nameOf(join(folder, "PROOF.md"))}`);
  return wrong.length === 0;
}

function noteChanged(paths: string[], terminal: Terminal): void {
  if (paths.length === 0) return;
  const first = paths.slice(0, 3).map((path) => unquoted(path));
  const more = paths.length > first.length ? ` and ${paths.length - first.length} more` : "";
  terminal.note(`The proof made these files again, and yours differ: ${first.join(", ")}${more}`);
}

function on(database: string | undefined): string {
  return database === undefined ? "" : ` on ${database}`;
}
