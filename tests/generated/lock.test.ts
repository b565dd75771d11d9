// The lock of the embedded database: one process at a time, whatever a killed, copied or contained app left behind.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { run, startRoomyApp } from "../support/app.ts";
import { folderForThisFile } from "../support/folders.ts";
import { repoForThisFile } from "../support/install.ts";
import { program } from "../support/run-npm.ts";

const repo = repoForThisFile("bookshelf");
const script = (text: string) => [process.execPath, "--import", "tsx", "--input-type=module", "--eval", `import { lockFolder } from "./src/database/lock.ts"; ${text}`];
const [node = "", ...takeLock] = script('await lockFolder(process.argv[1]); console.log("mine");');
const temporary = () => mkdtempSync(join(folderForThisFile(), "data-"));
const noteIn = (folder: string) => join(folder, "lock", readdirSync(join(folder, "lock"))[0] ?? "");

/** A folder with the note of a process that has ended, or another one. */
function folderWith(owner: object): string {
  const folder = temporary();
  mkdirSync(join(folder, "lock"));
  writeFileSync(join(folder, "lock", "note"), JSON.stringify(owner));
  return folder;
}

describe("The lock", () => {
  let left: Record<string, unknown>;

  beforeAll(async () => {
    const folder = temporary();
    expect(await program(repo, node, [...takeLock, folder])).toEqual({ exitCode: 0, output: "mine" });
    left = JSON.parse(readFileSync(noteIn(folder), "utf8")) as Record<string, unknown>;
    expect(await program(repo, node, [...takeLock, folder])).toEqual({ exitCode: 0, output: "mine" });
  });

  /** What a running process would have written. */
  function running(folder: string): object {
    const stat = readFileSync(`/proc/${process.pid}/stat`, "utf8");
    return { ...left, pid: process.pid, started: stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19], path: folder, inode: 0 };
  }

  test.each([
    ["of another process with the same pid", { started: "1" }],
    ["from before the computer was restarted", { boot: "another" }],
    ["that was copied with its folder", { path: "/elsewhere" }],
  ])("%s is taken over", async (_, difference) => {
    const folder = folderWith({});
    writeFileSync(noteIn(folder), JSON.stringify({ ...running(folder), ...difference }));
    expect(await program(repo, node, [...takeLock, folder])).toEqual({ exitCode: 0, output: "mine" });
  });

  test.each([
    ["of a running process", {}, () => `in use by process ${process.pid}`],
    ["of another computer or container", { machine: "laptop (linux pid:[1])", pid: 1 }, (folder: string) => join(folder, "lock")],
  ])("%s is refused", async (_, difference, told) => {
    const folder = folderWith({});
    writeFileSync(noteIn(folder), JSON.stringify({ ...running(folder), ...difference }));
    const { exitCode, output } = await program(repo, node, [...takeLock, folder]);
    expect(output).toContain(told(folder));
    expect(exitCode).toBe(1);
  });

  test("that nobody can read is refused, with its file named", async () => {
    const folder = temporary();
    writeFileSync(join(folder, "lock"), "4711");
    expect(await program(repo, node, [...takeLock, folder])).toMatchObject({ exitCode: 1, output: expect.stringContaining(join(folder, "lock")) as string });
  });

  test("left by a killed process is taken by one of three at a time, 200 times", async () => {
    const folders = Array.from({ length: 200 }, () => folderWith(left));
    writeFileSync(join(repo, "folders.json"), JSON.stringify(folders));
    onTestFinished(() => rmSync(join(repo, "folders.json")));
    const [, ...contend] = script(`
      import { readFileSync, rmSync, writeFileSync } from "node:fs";
      import { setTimeout as wait } from "node:timers/promises";
      async function take(folder) {
        const unlock = await lockFolder(folder);
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
  test("does not keep a copy of its folder from starting", async () => {
    const app = await startRoomyApp(repo);
    const copy = join(folderForThisFile(), "copy");
    cpSync(repo, copy, { recursive: true, verbatimSymlinks: true });
    const other = await startRoomyApp(copy);
    await Promise.all([app.stop(), other.stop()]);
  });

  const canContain = spawnSync("unshare", ["--pid", "--fork", "--mount-proc", "true"]).status === 0;
  test.runIf(canContain)("is safe from one in a container that shares its folder", async () => {
    const app = await startRoomyApp(repo);
    const contained = run(repo, { command: ["unshare", "--pid", "--fork", "--mount-proc", process.execPath, "--import", "tsx", "src/server.ts"] });
    expect((await contained.ended).code).toBe(1);
    expect(contained.output()).toContain(join(repo, ".data/lock"));
    await app.stop();
  });
});

test("Data that another version of PostgreSQL wrote is refused with a way on, and not touched", async () => {
  const app = await startRoomyApp(repo);
  await app.stop();
  const version = join(repo, ".data/postgres/PG_VERSION");
  const before = readFileSync(version, "utf8");
  writeFileSync(version, "16\n");
  const { exitCode, output } = await program(repo, process.execPath, ["--import", "tsx", "src/database/commands.ts", "show"]);
  expect(output).toMatch(/PostgreSQL 16 .*@electric-sql\/pglite .*delete \.data/);
  expect(exitCode).toBe(1);
  writeFileSync(version, before);
  expect(await program(repo, process.execPath, ["--import", "tsx", "src/database/commands.ts", "show"])).toMatchObject({ exitCode: 0 });
});
