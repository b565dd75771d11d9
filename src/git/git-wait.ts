// Waiting for Git: says what Git waits for when a hook, a signature or a filter takes long.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inScratch } from "../system/scratch.ts";
import { gitEnvironment } from "./git-environment.ts";
import { GitError } from "./git-run.ts";

/** Milliseconds before a user is told. */
const patience = 5_000;

export type Tell = (line: string) => void;

/**
 * Runs Git and reports what it waits for, as told by its trace: https://git-scm.com/docs/api-trace2
 * @param work runs Git in this environment
 * @throws what the work throws; after a timeout, an Error that names what Git waited for
 */
export function patiently<T>(
  work: (env: Record<string, string>) => Promise<T>,
  tell: Tell,
  environment = gitEnvironment(),
): Promise<T> {
  return inScratch(({ folder }) =>
    traced(() => work({ ...environment, GIT_TRACE2_EVENT: join(folder, "trace") }), tell, join(folder, "trace")),
  );
}

async function traced<T>(work: () => Promise<T>, tell: Tell, trace: string): Promise<T> {
  const timer = setTimeout(() => tell(`Git is waiting for ${awaitedIn(trace)}. Ctrl-C stops it.`), patience);
  try {
    return await work();
  } catch (error) {
    throw error instanceof GitError && error.silent
      ? new Error(`Git was stopped: it waited two minutes for ${awaitedIn(trace)}, and nothing came.`)
      : error;
  } finally {
    clearTimeout(timer);
  }
}

interface Event {
  event?: string;
  sid?: string;
  child_id?: number;
  hook_name?: string;
  argv?: string[];
}

function awaitedIn(trace: string): string {
  const open = new Map<string, Event>();
  for (const event of eventsIn(trace)) {
    const child = `${event.sid} ${event.child_id}`;
    if (event.event === "child_start") open.set(child, event);
    if (event.event === "child_exit") open.delete(child);
  }
  const { hook_name: hook, argv = [] } = [...open.values()].at(-1) ?? {};
  if (hook !== undefined) return `the hook ${hook} (${argv[0] ?? ""})`;
  return argv[0] === undefined ? "something that it does not name" : `the program ${argv[0]}`;
}

function eventsIn(trace: string): Event[] {
  try {
    return readFileSync(trace, "utf8")
      .split("\n")
      .flatMap((line) => (line.endsWith("}") ? [JSON.parse(line) as Event] : []));
  } catch {
    return []; // Git before 2.22 writes no trace.
  }
}
