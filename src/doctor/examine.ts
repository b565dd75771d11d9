// Examination: runs all checks at once, each with its time limit, and returns the findings in the order of the list.
import type { Check, Finding } from "./check.ts";
import { databaseCheck } from "./database-check.ts";
import { githubCheck } from "./github-check.ts";
import { gitCheck, identityCheck } from "./git-checks.ts";
import { folderCheck, spaceCheck } from "./folder-checks.ts";
import { portCheck } from "./port-check.ts";
import { managerCheck, nodeCheck, npmCheck } from "./program-checks.ts";
import { lockCheck, packagesCheck } from "./project-checks.ts";
import type { Surroundings } from "./surroundings.ts";

const checks: Check[] = [
  nodeCheck,
  npmCheck,
  managerCheck,
  gitCheck,
  identityCheck,
  githubCheck,
  folderCheck,
  spaceCheck,
  packagesCheck,
  portCheck,
  lockCheck,
  databaseCheck,
];

export type Found = { id: string } & Finding;

/** Runs the checks; `stop` ends all of them, as Ctrl-C does. */
export async function examine(surroundings: Surroundings, stop: AbortSignal, list: Check[] = checks): Promise<Found[]> {
  const stopping = new Promise<undefined>((resolve) => stop.addEventListener("abort", () => resolve(undefined)));
  const found = await Promise.all(list.map((check) => look(check, surroundings, stopping)));
  stop.throwIfAborted();
  return list.flatMap(({ id }, index) => (found[index] === undefined ? [] : [{ id, ...found[index] }]));
}

/** A check that exceeds its limit is reported and no longer waited for. */
async function look(
  check: Check,
  surroundings: Surroundings,
  stopping: Promise<undefined>,
): Promise<Finding | undefined> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(tooLate(check)), check.limit);
  });
  try {
    return await Promise.race([check.look(surroundings, ending.signal), late, stopping]);
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}

function tooLate({ title, limit, late = "note" }: Check): Finding {
  return {
    status: late,
    problem: `${title} did not answer within ${limit / 1000} seconds`,
    advice: "Try again when the machine is less busy.",
    commands: [],
  };
}
