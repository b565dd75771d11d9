// Port holder: the process that listens on a port of this machine, if the system tells.
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { run } from "../system/run.ts";

export interface Holder {
  pid: number;
  name?: string;
}

/** Undefined if it is unknown: it may belong to another user. */
export async function holderOf(
  port: number,
  signal: AbortSignal,
  platform: string = process.platform,
): Promise<Holder | undefined> {
  if (platform === "linux") return holderInProc(port);
  if (platform === "win32")
    return holderInNetstat((await run(["netstat", "-ano", "-p", "TCP"], { stop: signal })).output, port);
  return holderInLsof((await run(["lsof", "-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"], { stop: signal })).output);
}

/** Parses `lsof -Fpc`: a line "p123", then a line "cnode". */
export function holderInLsof(output: string): Holder | undefined {
  const pid = Number(/^p(\d+)$/m.exec(output)?.[1]);
  return pid > 0 ? { pid, name: /^c(.+)$/m.exec(output)?.[1] } : undefined;
}

/** Parses `netstat -ano`: protocol, address, remote address (port 0 if listening), state (translated), pid. */
export function holderInNetstat(output: string, port: number): Holder | undefined {
  const rows = output.split("\n").map((line) => line.trim().split(/\s+/));
  const row = rows.find(([, local = "", remote = ""]) => local.endsWith(`:${port}`) && remote.endsWith(":0"));
  const pid = Number(row?.at(-1));
  return pid > 0 ? { pid } : undefined;
}

/** Socket numbers of listeners in /proc/net/tcp: the port is hexadecimal, and state 0A means "listening". */
export function socketsIn(table: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, local = "", , state]) => local.endsWith(`:${hex}`) && state === "0A")
    .map((row) => row[9] ?? "");
}

function holderInProc(port: number): Holder | undefined {
  const sockets = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) =>
    socketsIn(
      orEmpty(() => readFileSync(table, "utf8"), ""),
      port,
    ),
  );
  const wanted = new Set(sockets.map((socket) => `socket:[${socket}]`));
  if (wanted.size === 0) return undefined;
  const pid = orEmpty(() => readdirSync("/proc"), [])
    .filter((name) => /^\d+$/.test(name))
    .find((each) => holds(each, wanted));
  return pid === undefined
    ? undefined
    : { pid: Number(pid), name: orEmpty(() => readFileSync(`/proc/${pid}/comm`, "utf8").trim(), undefined) };
}

function holds(pid: string, wanted: Set<string>): boolean {
  const files = orEmpty(() => readdirSync(`/proc/${pid}/fd`), []);
  return files.some((file) => wanted.has(orEmpty(() => readlinkSync(`/proc/${pid}/fd/${file}`), "")));
}

/** Processes can end meanwhile, and those of other users are not readable. */
function orEmpty<T>(look: () => T, empty: T): T {
  try {
    return look();
  } catch {
    return empty;
  }
}
