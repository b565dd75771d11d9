// Processors: each submission gets one, and cannot leave it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callFilter } from "../../src/grading/call-filter.ts";
import { processorsHere } from "../../src/grading/processors.ts";
import { environmentInside, sandboxed } from "../../src/grading/sandbox.ts";
import { run } from "../../src/system/run.ts";
import { has } from "../support/needs.ts";
import { temporary } from "../support/sandbox.ts";

test.each([
  ["Cpus_allowed:\tff\nCpus_allowed_list:\t0-3\n", [0, 1, 2, 3]],
  ["Cpus_allowed_list:\t2\n", [2]],
  ["Cpus_allowed_list:\t0-1,5,8-9\n", [0, 1, 5, 8, 9]],
  ["Cpus_allowed_list:\t\t10\n", [10]],
  ["Not_Cpus_allowed_list:\t1\n", []],
  ["Cpus_allowed_list:\t1 2\n", []],
  ["", []],
])("reads the processors of %j", (status, processors) => {
  expect(processorsHere(status)).toEqual(processors);
});

test.runIf(process.platform === "linux")("those of this process are read from the system", () => {
  expect(processorsHere().length).toBeGreaterThan(0);
  expect(processorsHere()).toEqual(processorsHere(readFileSync("/proc/self/status", "utf8")));
});

const filter = callFilter();

test.skipIf(filter === undefined || !has("The tests of grading", "bwrap", "socat"))("a program in a sandbox has the processor that it was given, and cannot take another", async () => {
  const folder = temporary();
  const [app, calls] = [join(folder, "app"), join(folder, "calls")];
  mkdirSync(app);
  writeFileSync(calls, filter ?? "");
  const processor = processorsHere().at(-1) ?? 0;
  const sandbox = { app, packages: new Map<string, string>(), node: process.execPath, port: 1, root: false, calls, processor };
  const script = "taskset --cpu-list --pid $$; taskset --cpu-list --pid 0-999 $$ || taskset --cpu-list 0-999 nproc; nproc";
  const { stdout, stderr } = await run([...sandboxed(sandbox), "sh", "-c", script], { env: environmentInside, tied: true, limit: 20_000 });
  expect(stderr.match(/affinity: Operation not permitted$/gm)).toHaveLength(2);
  expect(stdout.match(/affinity list: .*|^\d+$/gm)).toEqual([`affinity list: ${processor}`, `affinity list: ${processor}`, "1"]);
});
