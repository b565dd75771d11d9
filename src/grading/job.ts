// Job: what the grader is told about one submission, and what all submissions of a run have in common.
import { join } from "node:path";
import type { Grading } from "../classroom/checking.ts";
import type { Grader } from "./grader.ts";
import type { PackageFiles } from "./packages.ts";
import { door, environmentInside, sandboxed, shareInside, type Sandbox } from "./sandbox.ts";
import type { Server } from "./server.ts";
import type { Workplace } from "./workplace.ts";

/** What all submissions of a run have in common. */
export interface Setup {
  workplace: Workplace;
  grader: Grader;
  grading: Grading;
  server?: Server;
  /** The solution's package.json and lock file. */
  packageFiles: PackageFiles;
  isolated: boolean;
  etc: string;
  calls?: string;
  processor?: number;
  stop: AbortSignal;
}

/**
 * In milliseconds and bytes. An app is started again as often as `crashes` says, makes at most so many `files`, and
 * `shown` of its output is kept. `memory` is that of the app, and `grader` that of the checks.
 */
export const limits = {
  start: 30_000,
  ready: 5_000,
  answer: 10_000,
  total: 150_000,
  crashes: 3,
  memory: 800_000_000,
  grader: 1_000_000_000,
  files: 20_000,
  output: 10_000_000,
  shown: 4_000,
};

export const portInside = 3000;

/** The folders of a submission: with its files, and with the sockets through which it reaches the server. */
interface Places {
  folder: string;
  share: string;
}

/** What the grader is told about the submission, in check/sandboxed.js. */
export function jobOf({ folder, share }: Places, setup: Setup): object {
  const { grading, server, isolated } = setup;
  const { start: command, ready, settings } = grading;
  const [app, copies, outcome] = [join(folder, "app"), join(folder, "copies"), join(folder, "outcome.json")];
  const { solution } = setup.grader;
  const common = { command, ready, settings, limits, app, solution, server: server?.access, outcome };
  if (!isolated) {
    const environment = { ...environmentInside, PATH: process.env.PATH };
    const outside = { sandbox: [], cwd: app, copies: { folder: copies, sandbox: [], cwd: copies } };
    return { ...common, ...outside, share: server?.share, environment };
  }
  const relay = server && { from: server.share, to: share };
  const inside = {
    sandbox: sandboxed({ ...sandboxOf(app, relay?.to, setup), told: 3 }),
    cwd: "/",
    copies: { folder: copies, sandbox: sandboxed(sandboxOf(copies, relay?.to, setup)), cwd: "/" },
    relay,
  };
  return { ...common, ...inside, share: shareInside, environment: environmentInside, door, port: portInside };
}

function sandboxOf(app: string, share: string | undefined, { grader, etc, calls, processor }: Setup): Sandbox {
  const { packages } = grader;
  const root = process.getuid?.() === 0;
  return { app, packages, share, node: process.execPath, port: portInside, root, etc, calls, processor };
}
