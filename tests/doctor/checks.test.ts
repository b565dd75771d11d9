// Checks of doctor: what each finds in small surroundings, and what the output of netstat and lsof names.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Check } from "../../src/doctor/check.ts";
import { databaseCheck } from "../../src/doctor/database-check.ts";
import { portCheck } from "../../src/doctor/port-check.ts";
import { holderInLsof, holderInNetstat, holderOf, socketsIn } from "../../src/doctor/port-holder.ts";
import { lockCheck, packagesCheck } from "../../src/doctor/project-checks.ts";
import type { Surroundings } from "../../src/doctor/surroundings.ts";
import { temporary } from "../support/sandbox.ts";

const { signal } = new AbortController();
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A port on which this process listens. */
async function takenPort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const stack = { id: "express", address: "http://localhost:4321", packages: ["node_modules", ".pnp.cjs"], lock: ".data/lock" };
const manager = { install: "npm install", steps: ["npm install", "npm run build", "npm run dev"] };

/** What a check finds. */
function found({ look }: Check, more: Partial<Surroundings> = {}): unknown {
  return look({ folder: temporary(), settings: {}, stack, database: { id: "postgres" }, manager, repo: true, ...more } as unknown as Surroundings, signal);
}

function folderWith(files: Record<string, string>): string {
  const folder = temporary();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const ownName = () => readFileSync("/proc/self/comm", "utf8").trim();
const onLinux = test.runIf(process.platform === "linux");

onLinux("on Linux, the process that listens on a port is found by its socket", async () => {
  expect(await holderOf(await takenPort(), signal, "linux")).toEqual({ pid: process.pid, name: ownName() });
});

onLinux("a port on which nobody listens has no holder", async () => {
  const port = await takenPort();
  await new Promise((resolve) => servers.pop()?.close(resolve));
  expect(await holderOf(port, signal, "linux")).toBeUndefined();
});

test.each<[string, object | undefined]>([
  ["p47\n", { pid: 47, name: undefined }],
  ["p47\ncGoogle Chrome\nf1\n", { pid: 47, name: "Google Chrome" }],
  ["p47\nfc9\ncnode\n", { pid: 47, name: "node" }],
  ["p0\ncnode\n", undefined],
  ["p47x\n", undefined],
  ["xp47\n", undefined],
  ["p\n", undefined],
  ["lsof: no such file\n", undefined],
])("the output %j of lsof names %j", (output, holder) => {
  expect(holderInLsof(output)).toEqual(holder);
});

test.each<[string, object | undefined]>([
  ["TCP 0.0.0.0:3000 0.0.0.0:0 LISTENING 7", { pid: 7 }],
  ["TCP\t[::]:3000\t[::]:0\tLISTENING\t8\r", { pid: 8 }],
  ["TCP 0.0.0.0:3000 1.2.3.4:80 ESTABLISHED 7", undefined],
  ["TCP 0.0.0.0:3000 0.0.0.0:0 LISTENING", undefined],
  ["TCP 0.0.0.0:3000 0.0.0.0:0 LISTENING 0", undefined],
  ["TCP 0.0.0.0:30001 0.0.0.0:0 LISTENING 7", undefined],
  ["", undefined],
])("the row %j of netstat names %j", (output, holder) => {
  expect(holderInNetstat(`header\n${output}\n`, 3000)).toEqual(holder);
});

test("a port is looked for with four hexadecimal digits", () => {
  const row = (port: string, state: string) => ` 0: 0100007F:${port} 00000000:0000 ${state} a:b c:d e 0 0 4711 1`;
  expect(socketsIn([row("0050", "0A"), row("0050", "0B"), "x :0050 y 0A"].join("\n"), 80)).toEqual(["4711", ""]);
  expect(socketsIn(row("ABCD", "0A"), 0xabcd)).toEqual(["4711"]);
  expect(socketsIn("", 80)).toEqual([]);
});

test("a free port is fine, and so is the one of the stack", async () => {
  expect(await found(portCheck, { settings: { PORT: "0" } })).toEqual({ status: "fine", says: "Port 0 is free" });
  const port = await takenPort();
  await new Promise((resolve) => servers.pop()?.close(resolve));
  expect(await found(portCheck, { stack: { ...stack, address: `http://localhost:${port}` } as never })).toEqual({ status: "fine", says: `Port ${port} is free` });
});

onLinux("a port that is taken is a note with its process and the command that ends it", async () => {
  const port = await takenPort();
  expect(await found(portCheck, { settings: { PORT: String(port) } })).toEqual({
    status: "note", problem: `Port ${port} is taken by ${ownName()} (${process.pid})`, advice: "Stop that program, or set another PORT in .env.", commands: [`kill ${process.pid}`],
  });
});

test("the last port is one", async () => {
  expect(await found(portCheck, { settings: { PORT: "65535" } })).not.toMatchObject({ advice: "Set it to one from 1024 to 65535, such as 3000." });
});

test.each(["abc", "-1", "65536", "1.5", "3000x"])("the port %j is none", async (PORT) => {
  expect(await found(portCheck, { settings: { PORT } })).toEqual({ status: "note", problem: `PORT is "${PORT}", which is not a port number`, advice: "Set it to one from 1024 to 65535, such as 3000.", commands: [] });
});

test("without an address the app has its own database, except in production", async () => {
  const own = { status: "fine", says: "No database server is needed: the app has its own" };
  expect(await found(databaseCheck)).toEqual(own);
  expect(await found(databaseCheck, { repo: false, settings: { NODE_ENV: "production" } })).toEqual(own);
  expect(await found(databaseCheck, { settings: { NODE_ENV: "test" } })).toEqual(own);
  expect(await found(databaseCheck, { settings: { NODE_ENV: "production" } })).toEqual({
    status: "missing", problem: "DATABASE_URL is not set, and in production the app needs a database server", advice: "Set it to the address of a server, or NODE_ENV to development.", commands: [],
  });
});

test("outside of a project no driver can test an address", async () => {
  expect(await found(databaseCheck, { repo: false, settings: { DATABASE_URL: "postgres://x" } })).toEqual({
    status: "note", problem: "The database at DATABASE_URL was not tested: this is not a generated project", advice: "Run doctor in a project's folder, where its driver is installed.", commands: [],
  });
});

test.each<[string, Record<string, string>, boolean]>([
  ["nothing", {}, false],
  ["an empty folder", { "node_modules/../x": "" }, false],
  ["a package", { "node_modules/pg/index.js": "" }, true],
  ["the file of another manager", { ".pnp.cjs": "" }, true],
])("packages are looked for in a project with %s", (_, files, installed) => {
  const folder = folderWith(files);
  if ("node_modules/../x" in files) mkdirSync(join(folder, "node_modules"));
  expect(found(packagesCheck, { folder })).toEqual(
    installed ? { status: "fine", says: "The packages of this project are installed" } : { status: "missing", problem: "The packages of this project are not installed", advice: "Install them.", commands: ["npm install"] },
  );
});

const busy = { status: "note", problem: `The app's own database is in use by process ${process.pid}, probably your \`npm run dev\``, advice: "Stop that one before you start another.", commands: [] };
const free = { status: "fine", says: "The app's own database is free" };

test.each<[string, Record<string, string>, object]>([
  ["nothing", {}, free],
  ["a living process", { ".data/lock": String(process.pid) }, busy],
  ["a note about a living process", { ".data/lock": `{"pid":${process.pid}}` }, busy],
  ["a folder with such a note", { ".data/lock/note": `{"pid":${process.pid}}` }, busy],
  ["a process that has ended", { ".data/lock": "99999999" }, free],
  ["no process", { ".data/lock": "0" }, free],
  ["a group of processes", { ".data/lock": `-${process.pid}` }, free],
  ["half a process", { ".data/lock": `${process.pid}.5` }, free],
  ["a process in words", { ".data/lock": `"${process.pid}"` }, free],
  ["a note without a process", { ".data/lock": `{"id":${process.pid}}` }, free],
  ["null", { ".data/lock": "null" }, free],
  ["no JSON", { ".data/lock": "x" }, free],
])("the lock of the app's own database with %s", (_, files, finding) => {
  expect(found(lockCheck, { folder: folderWith(files) })).toEqual(finding);
});

test("an empty folder in place of the lock is none", () => {
  const folder = temporary();
  mkdirSync(join(folder, ".data/lock"), { recursive: true });
  expect(found(lockCheck, { folder })).toEqual(free);
});

test("outside of a project there are no packages and no lock", () => {
  expect([packagesCheck, lockCheck].map((check) => found(check, { repo: false }))).toEqual([undefined, undefined]);
});
