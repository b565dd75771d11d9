// Sandbox: whenever the process that holds it is killed, also while it starts, everything in it ends or can be ended.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { environmentInside, etcInside, sandboxed } from "../../src/grading/sandbox.ts";
import { endProcesses } from "../../src/system/end-processes.ts";
import { run } from "../../src/system/run.ts";
import { has } from "../support/needs.ts";
import { processesIn } from "../support/class.ts";
import { temporary } from "../support/sandbox.ts";

test.skipIf(!has("The tests of grading", "bwrap", "socat"))("a sandbox that is killed at any moment of its start leaves no process", async () => {
  const folder = temporary();
  const app = join(folder, "app");
  mkdirSync(app);
  const sandbox = { app, packages: new Map<string, string>(), node: process.execPath, port: 1, root: false };
  const [program = "", ...args] = [...sandboxed(sandbox), "sleep", "600"];
  await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      await wait(at * 30);
      const child = spawn(program, args, { env: environmentInside, stdio: ["pipe", "ignore", "ignore"] });
      await wait(at);
      child.kill("SIGKILL");
    }),
  );
  await wait(100);
  endProcesses("bwrap", [folder]); // Some never started.
  for (const end = Date.now() + 20_000; Date.now() < end && (await processesIn(folder)).length > 0; await wait(100));
  expect(await processesIn(folder)).toEqual([]);
});

test.skipIf(!has("The tests of grading", "bwrap", "socat"))("a sandbox knows the name localhost, and no other", async () => {
  const folder = temporary();
  for (const name of ["app", "etc"]) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(etcInside)) writeFileSync(join(folder, "etc", name), text);
  writeFileSync(
    join(folder, "app/look.mjs"),
    `import { lookup } from "node:dns/promises";
import { readdirSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
const server = createServer((socket) => socket.end(server.address().address));
await new Promise((resolve) => server.listen(0, "localhost", resolve));
const text = await new Promise((resolve, reject) => connect(server.address().port, "localhost").on("data", (data) => resolve(String(data))).on("error", reject));
const addresses = (await lookup("localhost", { all: true })).map(({ address }) => address).sort();
const other = await lookup("example.com").catch(({ code }) => code);
const written = (() => { try { return writeFileSync("/etc/hosts", ""); } catch ({ code }) { return code; } })();
console.log(JSON.stringify({ text, addresses, other, written, etc: readdirSync("/etc").sort() }));
process.exit();
`,
  );
  const sandbox = { app: join(folder, "app"), etc: join(folder, "etc"), packages: new Map<string, string>(), node: process.execPath, port: 1, root: false };
  const { stdout, output } = await run([...sandboxed(sandbox), "node", "look.mjs"], { env: environmentInside, tied: true, limit: 20_000 });
  expect(stdout, output).not.toBe("");
  const addresses = expect.arrayContaining(["127.0.0.1"]) as string[];
  expect(JSON.parse(stdout)).toEqual({ text: "127.0.0.1", addresses, other: expect.stringMatching(/^(EAI_AGAIN|ENOTFOUND)$/) as string, written: "EROFS", etc: ["gai.conf", "hosts", "ld.so.cache", "nsswitch.conf"] });
});
