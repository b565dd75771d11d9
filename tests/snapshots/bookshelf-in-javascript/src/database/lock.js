// Lock: lets only one process open the data folder. Two would overwrite each other's rows without an error.
// The lock is a port: the system gives it to one process, and takes it back however that process ends.
// At this port the process runs SQL for others, so that db:console and db:show work while the app runs.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import { createServer } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

/** Waits briefly for a process that is stopping. Then locks the folder, or throws an error. */
export async function lockFolder(folder, query) {
  const note = join(folder, "lock");
  const token = randomUUID();
  const server = createServer(answer(token, query)).unref();
  for (let tries = 0; tries < 30 && !server.listening; tries += 1) {
    const listening = once(server.listen(portOf(folder), "127.0.0.1"), "listening");
    await listening.catch(() => wait(100));
  }
  const owner = readNote(note);
  const inUse = `The database in ${folder} is in use`;
  if (!server.listening) {
    throw new Error(`${inUse} by process ${owner?.pid ?? "unknown"} at port ${portOf(folder)}: stop it.`);
  }
  // Containers and other computers that share the folder have ports of their own, so the note names them.
  if (owner !== undefined && owner.machine !== machineName()) {
    const { machine = "another machine" } = owner;
    throw new Error(`${inUse} on ${machine}: stop the app there, or delete ${note} if it has ended.`);
  }
  const text = JSON.stringify({ pid: process.pid, machine: machineName(), token });
  // Only this user can read the token. `wx` fails if another machine has written its note just now.
  fs.writeFileSync(note, text, { mode: 0o600, flush: true, flag: owner === undefined ? "wx" : "w" });
  return () => {
    fs.rmSync(note, { force: true });
    server.close();
  };
}

/** The database of the process that has the lock, for single statements; undefined if there is none. */
export async function openLocked(folder) {
  const { token } = readNote(join(folder, "lock")) ?? {};
  const query = async (text, values) => {
    const body = JSON.stringify({ token, text, values });
    const answer = await fetch(`http://127.0.0.1:${portOf(folder)}`, { method: "POST", body });
    const { rows, error } = await answer.json();
    if (rows === undefined) throw new Error(error);
    return rows;
  };
  const answers = await query("select 1").catch(() => undefined);
  return answers && { query, script: query };
}

/** Runs the SQL of a process that knows the token. */
function answer(token, query) {
  return async (req, res) => {
    try {
      const asked = await json(req);
      if (asked.token !== token) throw new Error("Wrong token.");
      res.end(JSON.stringify({ rows: await query(asked.text, asked.values) }));
    } catch (error) {
      res.end(JSON.stringify({ error: error.message }));
    }
  };
}

/** Its inode identifies the folder, whatever its path is, and differs from that of a copy. */
function portOf(folder) {
  return 20_000 + Number(fs.statSync(folder, { bigint: true }).ino % 12_000n);
}

/** Containers have their own network, even if their name is that of the machine. */
function machineName() {
  const network = fs.existsSync("/proc/self/ns/net") ? fs.readlinkSync("/proc/self/ns/net") : "";
  return `${hostname()} (${process.platform} ${network})`;
}

function readNote(file) {
  if (!fs.existsSync(file)) return undefined;
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return {}; // Not written by this app, or not completely.
  }
}
