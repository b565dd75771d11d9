// Lock of the embedded database: one process at a time, even after killed, copied or containerised apps.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { run, startRoomyApp, until } from "../support/app.ts";
import { folderForThisFile } from "../support/folders.ts";
import { repoForThisFile } from "../support/install.ts";
import { program } from "../support/run-npm.ts";

const repo = repoForThisFile("bookshelf");
const script = (text: string) => [process.execPath, "--import", "tsx", "--input-type=module", "--eval", `import { lockFolder } from "./src/database/lock.ts"; const query = async (text) => [text]; ${text}`];
const [node = "", ...takeLock] = script('await lockFolder(process.argv[1], query); console.log("mine");');
const keepLock = script('await lockFolder(process.argv[1], query); console.log("mine"); setInterval(() => {}, 1000);');
const temporary = () => mkdtempSync(join(folderForThisFile(), "data-"));
const mine = { exitCode: 0, output: "mine" };
const take = (folder: string) => program(repo, node, [...takeLock, folder]);

/** A folder with the note of another process. */
function folderWith(note: object | string): string {
  const folder = temporary();
  writeFileSync(join(folder, "lock"), typeof note === "string" ? note : JSON.stringify(note));
  return folder;
}

/** A process that has the lock of a folder. */
async function holder(folder: string): Promise<ReturnType<typeof run>> {
  const process = run(repo, { command: [...keepLock, folder] });
  await until("the folder is locked", () => process.output().includes("mine"));
  return process;
}

describe("The lock", () => {
  let left: Record<string, unknown>;

  beforeAll(async () => {
    const folder = temporary();
    expect(await take(folder)).toEqual(mine);
    left = JSON.parse(readFileSync(join(folder, "lock"), "utf8")) as Record<string, unknown>;
  });

  test("of a killed process is taken over, even if its pid belongs to a running process", async () => {
    const folder = temporary();
    const killed = await holder(folder);
    await killed.stop("SIGKILL");
    expect(await take(folder)).toEqual(mine);
    expect(await take(folderWith({ ...left, pid: process.pid }))).toEqual(mine);
  });

  test("of a running process is refused, naming the pid", async () => {
    const folder = temporary();
    const running = await holder(folder);
    const { exitCode, output } = await take(folder);
    expect(output).toContain(`in use by process ${running.process.pid} `);
    expect(exitCode).toBe(1);
    await running.stop();
  });

  test.each([["of another computer or container", { machine: "laptop (linux net:[1])", pid: 1 }], ["that nobody can read", "4711"], ["that was not written completely", "{"]])("%s is refused, naming its file", async (_, note) => {
    const folder = folderWith(note);
    expect(await take(folder)).toMatchObject({ exitCode: 1, output: expect.stringContaining(join(folder, "lock")) as string });
  });

  test("has a token that only this user can read, and refuses SQL without it", async () => {
    const folder = temporary();
    const running = await holder(folder);
    const { token } = JSON.parse(readFileSync(join(folder, "lock"), "utf8")) as { token: string };
    const port = 20_000 + (statSync(folder).ino % 12_000);
    const ask = async (question: object) => (await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: JSON.stringify(question) })).json();
    expect(statSync(join(folder, "lock")).mode & 0o777).toBe(0o600);
    expect(await ask({ token, text: "select 1" })).toEqual({ rows: ["select 1"] });
    for (const wrong of [{}, { token: "" }, { token: `${token} ` }, { token: [token] }]) expect(await ask({ ...wrong, text: "select 1" })).toEqual({ error: "Wrong token." });
    await running.stop();
  });

  test("of a killed process is taken by only one of three processes at a time, in 200 rounds", async () => {
    const folders = Array.from({ length: 200 }, () => folderWith(left));
    writeFileSync(join(repo, "folders.json"), JSON.stringify(folders));
    onTestFinished(() => rmSync(join(repo, "folders.json")));
    const [, ...contend] = script(`
      import { readFileSync, rmSync, writeFileSync } from "node:fs";
      import { setTimeout as wait } from "node:timers/promises";
      async function take(folder) {
        const unlock = await lockFolder(folder, query);
        writeFileSync(folder + "/held", "", { flag: "wx" }); // Fails while another process holds it.
        await wait(5);
        rmSync(folder + "/held");
        unlock();
      }
      const begin = Number(process.argv[1]);
      await Promise.all(JSON.parse(readFileSync("folders.json", "utf8")).map(async (folder, round) => {
        await wait(begin + round * 15 - Date.now());
        await take(folder);
      }));
      console.log("fine");`);
    const begin = String(Date.now() + 4_000);
    const ends = await Promise.all([1, 2, 3].map(() => program(repo, node, [...contend, begin])));
    expect(ends).toEqual(ends.map(() => ({ exitCode: 0, output: "fine" })));
    for (const folder of folders) expect(readdirSync(folder)).toEqual([]);
  });
});

describe("A running app", () => {
  test("does not prevent a copy of its folder from starting", async () => {
    const app = await startRoomyApp(repo);
    const copy = join(folderForThisFile(), "copy");
    cpSync(repo, copy, { recursive: true, verbatimSymlinks: true });
    const other = await startRoomyApp(copy);
    await Promise.all([app.stop(), other.stop()]);
  });

  const kinds: [string, string[]][] = [
    ["its own processes", ["unshare", "--pid", "--fork", "--mount-proc"]],
    ["its own network", ["unshare", "--net", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"]],
  ];
  const possible = kinds.filter(([, [file = "", ...args]]) => spawnSync(file, [...args, "true"]).status === 0);
  test.runIf(possible.length > 0).each(possible)("is protected from an app in a container with %s that shares its folder", async (_, container) => {
    const app = await startRoomyApp(repo);
    const contained = run(repo, { command: [...container, process.execPath, "--import", "tsx", "src/server.ts"] });
    expect((await contained.ended).code).toBe(1);
    expect(contained.output()).toContain(`The database in ${join(repo, ".data")} is in use`);
    await app.stop();
  });
});

test("Data of another PostgreSQL version is refused with a fix, and not changed", async () => {
  const app = await startRoomyApp(repo);
  await app.stop();
  const version = join(repo, ".data/postgres/PG_VERSION");
  const before = readFileSync(version, "utf8");
  writeFileSync(version, "16\n");
  const { exitCode, output } = await program(repo, process.execPath, ["--import", "tsx", "src/commands.ts", "db:show"]);
  expect(output).toMatch(/\.data cannot be opened .*@electric-sql\/pglite.*delete the folder/);
  expect(exitCode).toBe(1);
  writeFileSync(version, before);
  expect(await program(repo, process.execPath, ["--import", "tsx", "src/commands.ts", "db:show"])).toMatchObject({ exitCode: 0 });
});
