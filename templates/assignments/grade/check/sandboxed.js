// Sandboxed app: starts a student's app, asks it, and watches what it uses. It runs outside of the sandbox.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import process from "node:process";
import { clearInterval, clearTimeout, setInterval, setTimeout } from "node:timers";
import { setTimeout as wait } from "node:timers/promises";
import { URL } from "node:url";
import { openDoor, send } from "./door.js";
import { filesIn, memoryOf } from "./memory.js";
import { openRelay } from "./relay.js";

/** How this submission is started, its limits, and the file for its outcome. */
export const job = JSON.parse(readFileSync(new URL("job.json", import.meta.url), "utf8"));
const { limits } = job;
// Without a sandbox all apps share the ports of this machine.
job.port ??= await freePort();

process.on("exit", kill);

/** `fate` says why the app is no longer asked. It is set once. */
const outcome = { fate: undefined, detail: "", crashes: 0, output: "" };
let [child, door, booting, printed, silent] = [undefined, undefined, undefined, 0, false];
/** One for each time that the app was started. */
const doors = [];

/**
 * Starts the app and waits until it answers.
 * @param environment its complete environment
 * @param watch called twice a second; a text that it returns ends the app as too large
 * @returns `ask` sends a request, and `stop` ends the app and writes the outcome
 */
export async function startSandboxed({ environment, watch = async () => undefined }) {
  const relay = job.relay && (await openRelay(job.relay));
  const watching = setInterval(() => void look(watch), 500);
  const late = setTimeout(
    () => void end("hung", `The checks took longer than ${limits.total / 1000} seconds.`),
    limits.total,
  );
  const stop = async () => {
    clearInterval(watching);
    clearTimeout(late);
    await end("graded", "");
    for (const { close } of [...doors, relay].filter(Boolean)) close();
    process.off("exit", kill);
    writeFileSync(job.outcome, JSON.stringify(outcome));
  };
  if (await boot(environment)) return { ask, stop };
  await end(...whyNotReady());
  await stop();
  throw new Error(outcome.detail);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts the app, and returns whether it answers. An app that ends later is started again, a few times. */
async function boot(environment) {
  const started = spawnApp(environment);
  const { find, close } = openDoor(job, started);
  doors.push({ close });
  for (const until = Date.now() + limits.start; Date.now() < until && child === started; await wait(20)) {
    door = find();
    if (door === undefined || !(await answers())) continue;
    started.on("exit", () => void bootAgain(environment));
    return true;
  }
  return false;
}

async function bootAgain(environment) {
  if (outcome.fate !== undefined) return;
  outcome.crashes += 1;
  booting = outcome.crashes > limits.crashes ? false : boot(environment);
  if (!(await booting)) await end("crashed", "It could not be started again.");
}

function spawnApp(environment) {
  const [program, ...args] = [...job.sandbox, ...job.command];
  // A sandbox lives as long as its stdin is open.
  const stdio = [job.sandbox.length > 0 ? "pipe" : "ignore", "pipe", "pipe", "pipe"];
  const started = spawn(program, args, { cwd: job.cwd, env: environment, detached: true, stdio });
  child = started;
  const gone = (why) => {
    outcome.output += `\n(${why})`;
    if (child === started) child = undefined;
  };
  started.on("error", (error) => gone(error.message));
  started.on("exit", (code, signal) => gone(`ended with ${signal ?? `exit code ${code}`}`));
  for (const stream of [started.stdout, started.stderr]) stream.on("data", hear);
  return started;
}

function hear(data) {
  printed += data.length;
  outcome.output = (outcome.output + data).slice(-limits.shown);
  if (printed > limits.output) void end("too large", `It printed more than ${limits.output / 1e6} MB.`);
}

async function look(watch) {
  const bytes = child === undefined ? 0 : memoryOf(child.pid);
  if (bytes > limits.memory)
    await end("out of memory", `It used more than ${limits.memory / 1e6} MB of memory.`);
  if (child !== undefined && job.sandbox.length > 0 && filesIn(child.pid) > limits.files)
    await end("too large", `It made more than ${limits.files} files in its sandbox.`);
  const tooMuch = await watch().catch(unlessOver);
  if (tooMuch !== undefined) await end("too large", tooMuch);
}

/** What is watched may be gone when the last look comes to it. */
function unlessOver(error) {
  if (outcome.fate === undefined) throw error;
}

function whyNotReady() {
  if (child === undefined) return ["did not start", "It ended before it answered."];
  if (silent) return ["hung", "It did not answer its first request."];
  return ["did not start", `It did not listen on PORT within ${limits.start / 1000} seconds.`];
}

/** Ends the app for good. Only the first reason counts. */
async function end(fate, detail) {
  if (outcome.fate === undefined) Object.assign(outcome, { fate: nameOf(fate), detail });
  const ended = child && once(child, "exit");
  kill();
  await ended;
}

/** An app that was started again has crashed. JavaScript's own limit of memory ends it too. */
function nameOf(fate) {
  if (/heap out of memory|allocation failed/i.test(outcome.output)) return "out of memory";
  return fate === "graded" && outcome.crashes > 0 ? "crashed" : fate;
}

/** The app leads a group of processes. Those in a sandbox end with it in any case. */
function kill() {
  try {
    if (child?.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Sends a request, `{ method, path, headers, body }`, and returns `status`, `headers` and `text`. */
async function ask(request) {
  await booting;
  if (outcome.fate !== undefined) throw noLongerAsked();
  try {
    return await send(door, request, limits.answer);
  } catch (error) {
    if (error.late && !(await answers())) await end("hung", `${error.message} Nor was any other request.`);
    throw error;
  }
}

/** A check that comes to this is blocked: the app was ended before it. */
function noLongerAsked() {
  return Object.assign(new Error(`The app is no longer asked. ${outcome.detail}`), { blocked: true });
}

/** Whether the app answers at all, with any status. */
async function answers() {
  try {
    await send(door, { method: "GET", path: job.ready, headers: {} }, limits.ready);
    return true;
  } catch (error) {
    silent = error.late === true;
    return false;
  }
}
