// Waiting for Git: a hook, a signature or a filter may take long or ask somebody; what Git waits for is said.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inScratch } from "../system/scratch.ts";
import { gitEnvironment } from "./git-environment.ts";

/** After this many milliseconds a person wonders. */
const patience = 5_000;

/** Shows a line while Git works. */
export type Tell = (line: string) => void;

/**
 * Runs Git and says what it waits for when it takes long. Git itself tells, by its trace: https://git-scm.com/docs/api-trace2
 *
 * @param work Git's run, in this environment
 * @throws what the work throws; where Git was stopped because nothing came, an Error that names what it waited for
 */
export function patiently<T>(work: (env: Record<string, string>) => Promise<T>, tell: Tell, environment = gitEnvironment()): Promise<T> {
  return inScratch(({ folder }) => traced(() => work({ ...environment, GIT_TRACE2_EVENT: join(folder, "trace") }), tell, join(folder, "trace")));
}

async function traced<T>(work: () => Promise<T>, tell: Tell, trace: string): Promise<T> {
  const timer = setTimeout(() => tell(`Git is waiting for ${awaitedIn(trace)}. Ctrl-C stops it.`), patience);
  try {
    return await work();
  } catch (error) {
    throw isTimeout(error) ? new Error(`Git was stopped: it waited two minutes for ${awaitedIn(trace)}, and nothing came.`) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether simple-git ended a Git that said nothing for too long. */
function isTimeout(error: unknown): boolean {
  return /block timeout reached/.test(String(error));
}

interface Event {
  event?: string;
  sid?: string;
  child_id?: number;
  hook_name?: string;
  argv?: string[];
}

/** The program that was started last and has not ended. */
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
    return readFileSync(trace, "utf8").split("\n").flatMap((line) => (line.endsWith("}") ? [JSON.parse(line) as Event] : []));
  } catch {
    return []; // A Git before 2.22 writes none.
  }
}
