// Killed sandboxes: whenever the process that holds one is killed, also while it starts, everything in it ends or can be ended.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { environmentInside, sandboxed } from "../../src/grading/sandbox.ts";
import { endProcesses } from "../../src/system/end-processes.ts";
import { processesIn } from "../support/class.ts";
import { has } from "../support/needs.ts";
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
