// Process: which runs are running, also where a process id lives longer than its process.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isAlive, stateOf, thisRun } from "../../src/system/process.ts";

test("this run is running, one that has ended is over, and one of another machine cannot be judged", () => {
  const run = thisRun();
  expect(stateOf(run)).toBe("running");
  expect(stateOf({ ...run, pid: spawnSync(process.execPath, ["-e", ""]).pid })).toBe("over");
  expect(stateOf({ ...run, host: "another" })).toBe("elsewhere");
});

test.runIf(process.platform === "linux")("a process that has ended, and whose parent has not asked how, is over", async () => {
  // The shell starts a process, and becomes a program that never asks about it.
  const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 20"], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(line.toString());
    const fields = () => { const stat = readFileSync(`/proc/${pid}/stat`, "utf8"); return stat.slice(stat.lastIndexOf(")") + 2).split(" "); };
    const run = { ...thisRun(), pid, began: fields()[19] ?? "" };
    expect(stateOf(run)).toBe("running");
    await expect.poll(() => fields()[0], { timeout: 10_000 }).toBe("Z");
    expect([stateOf(run), isAlive(pid)]).toEqual(["over", false]);
  } finally {
    parent.kill();
  }
});
