// End of processes: only those of a program that work on one of some folders are ended.
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { endProcesses } from "../../src/system/end-processes.ts";
import { temporary } from "../support/sandbox.ts";

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));

/** A shell that waits, with these words behind its name, and what ended it. */
async function waiting(...words: string[]): Promise<{ endedBy: () => string | null }> {
  const child = spawn("sh", ["-c", "echo ready; read x", ...words], { stdio: ["pipe", "pipe", "ignore"] });
  children.push(child);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return { endedBy: () => child.signalCode };
}

test.runIf(process.platform === "linux")("processes are chosen by their program and by the folder that they name", async () => {
  const folder = temporary();
  const [itself, file, next, other] = [await waiting(folder), await waiting("x", join(folder, "a/b")), await waiting(`${folder}2`), await waiting(temporary())];
  endProcesses("bash-of-ann", [folder]);
  endProcesses("sh", []);
  endProcesses("sh", ["/nowhere", folder]);
  await expect.poll(() => [itself, file].map(({ endedBy }) => endedBy()), { timeout: 10_000 }).toEqual(["SIGKILL", "SIGKILL"]);
  expect([next, other].map(({ endedBy }) => endedBy())).toEqual([null, null]);
});
