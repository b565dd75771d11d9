// Grading server: a database server of our own for one run, and the proof that a sandbox cannot log in to it.
import { isObject, parseJson } from "../json-file.ts";
import { run } from "../system/run.ts";
import { shown, unquoted } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { environmentInside, sandboxed, shareInside, type Sandbox } from "./sandbox.ts";

export interface Server {
  /** What graders need to reach it, which only they understand. */
  access: unknown;
  /** The folder with its socket. */
  share: string;
  /** The roles that may do anything. */
  admins: string[];
  stop: () => Promise<void>;
}

interface Start {
  /** The file that starts it, in a folder with its packages. */
  program: string;
  /** For its data; it removes the folder at its end. */
  folder: string;
  /** How many it takes at once. */
  connections: number;
  stop: AbortSignal;
}

/**
 * Starts a server that lives as long as we do.
 * @throws UserError if it cannot start
 */
export async function startServer({ program, folder, connections, stop: stopping }: Start): Promise<Server> {
  const end = new AbortController();
  let heard: (piece: string) => void = () => {};
  const line = new Promise<string>((resolve) => (heard = untilLine(resolve)));
  const ended = run(["node", program, folder, String(connections)], { tied: true, heard, stop: end.signal });
  const first = await Promise.race([
    line,
    ended.then(({ stdout, output }) => stdout || JSON.stringify({ problem: reasonIn(output) })),
  ]);
  const said = parseJson(first.split("\n", 1)[0] ?? "");
  const stop = async () => {
    end.abort();
    await ended;
  };
  const { problem, fix, server, share, admins } = isObject(said) ? said : {};
  const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
  if (typeof share === "string" && Array.isArray(admins))
    return { access: server, share, admins: admins.map(String), stop };
  await stop();
  stopping.throwIfAborted();
  throw new UserError(
    `The grading server did not start: ${textOf(problem) ?? first}.`,
    textOf(fix) ?? "Mend that, and try again.",
  );
}

/** The line that names the error, of the many that a program prints when it ends by one. */
function reasonIn(output: string): string {
  const lines = output.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return unquoted(lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? "it ended without a word", 300);
}

function untilLine(found: (text: string) => void): (piece: string) => void {
  let text = "";
  return (piece) => {
    text += piece;
    if (text.includes("\n")) found(text);
  };
}

/**
 * Tries to log in to the server from a sandbox, as every role that may do anything.
 * @param app a folder with the script that tries, probe.js
 * @throws UserError if one of them is let in, or the server is not reached at all
 */
export async function probeServer(sandbox: Sandbox, { admins }: Server, stop: AbortSignal): Promise<void> {
  const env = { ...environmentInside, ADMINS: admins.join(" "), SOCKET: shareInside };
  const { succeeded, output } = await run([...sandboxed(sandbox), "node", "/app/probe.js"], {
    env,
    tied: true,
    stop,
    limit: 60_000,
  });
  stop.throwIfAborted();
  if (succeeded) return;
  throw new UserError(
    `The sandbox does not hold, so nothing was started: ${shown(output, 400)}.`,
    "Report this as a bug.",
  );
}
