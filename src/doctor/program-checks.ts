// Program checks: Node.js, npm, and the package manager in use.
import { broken, missing, tooOld } from "../system/fixes.ts";
import type { Program } from "../system/programs.ts";
import { nodeNeeded } from "../ourselves.ts";
import { fine, failed, note, type Check, type Finding } from "./check.ts";
import { run } from "../system/run.ts";

export const nodeCheck: Check = {
  id: "node", title: "Node.js", limit: 1_000,
  look: () => node(process.versions.node, nodeNeeded),
};

/** npm is optional with another package manager. */
export const npmCheck: Check = {
  id: "npm", title: "npm", limit: 15_000,
  look: async ({ manager }, signal) => {
    const found = await version("npm", signal);
    return found.status === "missing" && manager.name !== "npm" ? note(found) : found;
  },
};

export const managerCheck: Check = {
  id: "manager", title: "The package manager", limit: 15_000,
  look: async ({ manager }, signal) => (manager.name === "npm" ? undefined : version(manager.name as Program, signal)),
};

/** Compares versions of Node.js: "20.19" or "20.19.0". */
export function node(version: string, needed: string): Finding {
  const [have = [], want = []] = [version, needed].map((each) => each.split(".").map(Number));
  const first = want.findIndex((part, index) => part !== (have[index] ?? 0));
  const old = first !== -1 && (have[first] ?? 0) < (want[first] ?? 0);
  return old ? failed(tooOld(version, needed)) : fine(`Node.js ${version}`);
}

async function version(program: Program, signal: AbortSignal): Promise<Finding> {
  const { there, succeeded, output } = await run([program, "--version"], { stop: signal });
  if (!there) return failed(missing(program));
  return succeeded
    ? fine(`${program} ${output.split("\n")[0]}`)
    : failed(broken(program, output.split("\n").at(-1) ?? ""));
}
