// Database check: connects to the server at DATABASE_URL with the project's own driver, so that it finds what the app
// will find.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { shippedTemplates } from "../ourselves.ts";
import { isObject } from "../json-file.ts";
import { noDatabase } from "../system/fixes.ts";
import { run } from "../system/run.ts";
import { fine, failed, note, type Check, type Finding } from "./check.ts";
import type { Surroundings } from "./surroundings.ts";

export const databaseCheck: Check = {
  id: "database", title: "The database at DATABASE_URL", limit: 15_000, late: "missing",
  look: async (surroundings, signal) => {
    const url = surroundings.settings.DATABASE_URL;
    if (url === undefined) return withoutServer(surroundings);
    return surroundings.repo ? tried(surroundings, url, signal) : note(notHere);
  },
};

function withoutServer({ repo, settings }: Surroundings): Finding {
  if (repo && settings.NODE_ENV === "production") return failed(notSet);
  return fine("No database server is needed: the app has its own");
}

const notSet = {
  problem: "DATABASE_URL is not set, and in production the app needs a database server",
  advice: "Set it to the address of a server, or NODE_ENV to development.",
  commands: [],
};

const notHere = {
  problem: "The database at DATABASE_URL was not tested: this is not a generated project",
  advice: "Run doctor in a project's folder, where its driver is installed.",
  commands: [],
};

/** Runs the probe of the stack and database in the project's folder, on stdin: our files may be in an archive. */
async function tried({ folder, stack, database }: Surroundings, url: string, signal: AbortSignal): Promise<Finding> {
  const [program, file] = stack.probe;
  const script = readFileSync(join(shippedTemplates, "stacks", stack.id, "databases", database.id, file), "utf8");
  const { output } = await run([program, "-"], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: url },
    input: script,
    stop: signal,
  });
  return findingIn(output.split("\n").at(-1) ?? "");
}

function findingIn(line: string): Finding {
  try {
    const finding: unknown = JSON.parse(line);
    if (isObject(finding)) return finding as unknown as Finding;
  } catch {
    // The driver itself failed: its last lines follow instead of a finding.
  }
  return failed(noDatabase(`the project's driver failed: ${line}`, "Install the packages again."));
}
