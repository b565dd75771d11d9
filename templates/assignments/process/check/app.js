// App: your app as a process of its own, on a free port of this machine.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { URL, URLSearchParams, fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const {
  start: command,
  ready = "/",
  environment = {},
} = JSON.parse(readFileSync(new URL("app.json", import.meta.url), "utf8"));

/**
 * Starts the app, and waits until it answers.
 * @returns `http` to ask it, and `stop`; with "{database}" in a variable of the app also `sql` and `statements`
 */
export async function start() {
  const isAsked = Object.values(environment).some((value) => value.includes("{database}"));
  const { url, drop, ...checks } = isAsked ? await (await import("./database.js")).openDatabase() : {};
  try {
    const { http, stop } = await run(url);
    const stopAll = () => stop().finally(drop);
    return { ...checks, http, stop: stopAll };
  } catch (error) {
    await drop?.();
    throw error;
  }
}

async function run(database) {
  const port = await freePort();
  const filled = (text) => text.replaceAll("{port}", port).replaceAll("{database}", () => database);
  const own = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)]));
  const [program, ...args] = command.split(" ");
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PORT: String(port), ...own },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise((resolve) =>
    child.on("error", (error) => resolve(String(error))).on("exit", (code) => resolve(`exit code ${code}`)),
  );
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      output = (output + data).slice(-4_000);
    });
  const http = (route, options) => ask(port, route, options);
  const stop = async () => {
    child.kill();
    await ended;
  };
  const problem = await Promise.race([answers(http), ended]);
  if (problem === undefined) return { http, stop };
  await stop();
  throw new Error(`${command} did not start the app: ${problem}.\n${output}`);
}

async function answers(http) {
  const isReady = ({ status }) => status < 500;
  for (let tries = 0; tries < 300; tries += 1) {
    if (await http(`GET ${ready}`).then(isReady, () => false)) return undefined;
    await wait(100);
  }
  return "It did not answer within 30 seconds";
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Sends a request and follows no redirect.
 * @param route "GET /posts" and the like
 * @param options `form` and `json` are bodies, `headers` are added
 */
async function ask(port, route, { form, json, headers = {} } = {}) {
  const [method, path] = route.split(" ");
  const all = json === undefined ? headers : { "content-type": "application/json", ...headers };
  const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
  const response = await globalThis.fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: all,
    body,
    redirect: "manual",
    signal: globalThis.AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}
