// Setup: everything that a run needs before its first submission: a grader, a server, and a sandbox that holds.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { callFilter } from "./call-filter.ts";
import type { Assignment } from "../classroom/assignment.ts";
import { portInside, type Setup } from "./job.ts";
import { layOutGrader } from "./grader.ts";
import { checkSandbox, checkSystem } from "./requirements.ts";
import { etcInside, type Sandbox } from "./sandbox.ts";
import { probeServer, startServer } from "./server.ts";
import { openWorkplace, type Workplace } from "./workplace.ts";

interface Order {
  folder: string;
  assignment: Assignment;
  templates: string;
  withoutTests: boolean;
  /** Whether the apps run in sandboxes. */
  isolated: boolean;
  /** How many are graded at once. */
  atOnce: number;
  stop: AbortSignal;
}

/** How many connections a submission can have: those of its role and of the grader, and some to spare. */
const connections = 22;

/**
 * Prepares everything, does the work, and removes everything.
 * @throws UserError if this machine cannot sandbox, the server does not start, or the sandbox does not hold
 */
export async function withSetup<T>(order: Order, work: (setup: Setup) => Promise<T>): Promise<T> {
  const { folder, assignment, isolated, stop } = order;
  checkSystem();
  const workplace = openWorkplace(order.atOnce);
  const ends: (() => Promise<void>)[] = [];
  try {
    const grader = await layOutGrader({ ...order, workplace });
    const [etc, calls] = [writeEtc(workplace), writeCallFilter(workplace)];
    const sandbox = { ...trySandbox(workplace, grader.packages), etc, calls };
    if (isolated) await checkSandbox(sandbox, stop);
    const { grading } = assignment.checking;
    const packageFiles = packageFilesIn(folder);
    const setup: Setup = { workplace, grader, grading, packageFiles, isolated, etc, calls, stop };
    if (grading.server !== undefined) {
      const [program, data] = [join(grader.folder, "server.js"), join(workplace.folder, "server")];
      const most = order.atOnce * connections + 10;
      setup.server = await startServer({ program, folder: data, connections: most, stop });
      ends.push(setup.server.stop);
      if (isolated) await probeServer({ ...sandbox, share: setup.server.share }, setup.server, stop);
    }
    return await work(setup);
  } finally {
    for (const end of ends) await end();
    workplace.remove();
  }
}

function writeEtc({ folder, write }: Workplace): string {
  for (const [name, text] of Object.entries(etcInside)) write(join("etc", name), text);
  return join(folder, "etc");
}

function writeCallFilter({ folder, write }: Workplace): string | undefined {
  const filter = callFilter();
  if (filter === undefined) return undefined;
  write("calls", filter);
  return join(folder, "calls");
}

/** A sandbox with our own script in place of a submission. */
function trySandbox(workplace: Workplace, packages: Map<string, string>): Sandbox {
  const probe = join(workplace.folder, "grader/probe.js");
  workplace.write("probe/app/package.json", '{ "type": "module" }\n');
  if (existsSync(probe)) workplace.write("probe/app/probe.js", readFileSync(probe));
  for (const name of packages.keys()) workplace.makeFolder(join("probe/app", name));
  const app = join(workplace.folder, "probe/app");
  return { app, packages, node: process.execPath, port: portInside, root: process.getuid?.() === 0 };
}

function packageFilesIn(folder: string): Setup["packageFiles"] {
  const textOf = (name: string) => {
    const file = join(folder, "solution", name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  return { manifest: textOf("package.json"), lock: textOf("package-lock.json") };
}
