// Setup: what is prepared before the first submission is graded, and that nothing of it stays.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callFilter } from "../../src/grading/call-filter.ts";
import { layOutGrader } from "../../src/grading/grader.ts";
import type { Setup } from "../../src/grading/job.ts";
import { etcInside } from "../../src/grading/sandbox.ts";
import { withSetup } from "../../src/grading/setup.ts";
import { openWorkplace } from "../../src/grading/workplace.ts";
import { orderFor, tasksFile, write } from "../support/grading-order.ts";
import { environmentForEach } from "../support/in-process.ts";
import { names, temporary } from "../support/sandbox.ts";

environmentForEach(() => ({ ...process.env, TMPDIR: temporary() }));

test("a grader knows its checks, its tasks and its packages, and lies in the workplace", async () => {
  const { folder, ...order } = orderFor();
  const workplace = openWorkplace();
  const grader = await layOutGrader({ folder, ...order, workplace });
  expect(grader.folder).toBe(join(workplace.folder, "grader"));
  expect(grader.solution).toBe(join(folder, "solution"));
  expect([...grader.packages]).toEqual([["node_modules/pg", join(folder, "solution/node_modules/pg")]]);
  expect(Object.fromEntries(grader.checks)).toEqual({ "run.js": "another run\n", "more.js": "more\n", "tasks.json": tasksFile, "tasks/a.js": "export {};\n", "tasks/b.js": "app.testCopies();\n", "held-back/a.js": "held back\n" });
  expect(grader.tasks.map(({ id, starter, left }) => [id, starter, left])).toEqual([["a", [{ file: "a.js", line: "todo" }], false], ["b", [], false]]);
  expect(["dist/x", "out/x", "app.js"].map(grader.isIgnored)).toEqual([true, false, false]);
  expect(names(grader.folder)).toEqual(["events.js", "grader.js", "node_modules", "package.json", "probe.js"]);
  expect(readFileSync(join(grader.folder, "package.json"), "utf8")).toBe('{ "type": "module" }\n');
  expect(readFileSync(join(grader.folder, "events.js"), "utf8")).toBe("events\n");
  expect(readdirSync(join(grader.folder, "node_modules/pg"))).toEqual(["index.js"]);
  const contract = [["check/held-back/a.js", "held back\n"], ["check/run.js", "run\n"], ["check/tasks.json", tasksFile], ["check/tasks/a.js", "export {};\n"], ["check/tasks/b.js", "app.testCopies();\n"]];
  expect(grader.contract).toBe(createHash("sha256").update(JSON.stringify([contract, [["a", 5, []], ["b", 5, []]]])).digest("hex"));
});

test("without tests of the students, the tasks that they check are left out", async () => {
  const grader = await layOutGrader({ ...orderFor(), withoutTests: true, workplace: openWorkplace() });
  expect(grader.tasks.map(({ left }) => left)).toEqual([false, true]);
  expect([...grader.checks.keys()].sort()).toEqual(["held-back/a.js", "more.js", "run.js", "tasks.json", "tasks/a.js"]);
});

test("of a folder with a server, the scripts lie in the grader too", async () => {
  const server = write(temporary(), { "server.js": "server\n", "notes.md": "", "check/x.js": "" });
  const { folder } = await layOutGrader({ ...orderFor({ server }), workplace: openWorkplace() });
  expect(names(folder)).toEqual(["events.js", "grader.js", "node_modules", "package.json", "probe.js", "server.js"]);
});

test("a list of tasks that is none has no starters", async () => {
  const { folder, ...order } = orderFor();
  writeFileSync(join(folder, "solution/check/tasks.json"), '{ "tasks": {} }');
  expect((await layOutGrader({ folder, ...order, workplace: openWorkplace() })).tasks.map(({ starter }) => starter)).toEqual([[], []]);
});

test("a list of tasks that cannot be read is named", async () => {
  const { folder, ...order } = orderFor();
  writeFileSync(join(folder, "solution/check/tasks.json"), "[]");
  await expect(layOutGrader({ folder, ...order, workplace: openWorkplace() })).rejects.toThrow(`The list of tasks ${JSON.stringify(join(folder, "solution/check/tasks.json"))} is not a JSON object.`);
});

test("a setup has the files of /etc, the filter of calls and what is tried in a sandbox, and is removed after the work", async () => {
  const order = orderFor();
  let [setup, files] = [undefined as Setup | undefined, [] as string[]];
  const answer = await withSetup(order, (found) => {
    setup = found;
    files = readdirSync(found.workplace.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(found.workplace.folder.length + 1)).filter((path) => !path.startsWith("grader/")).sort();
    for (const [name, text] of Object.entries(etcInside)) expect(readFileSync(join(found.etc, name), "utf8")).toBe(text);
    expect(readFileSync(join(found.workplace.folder, "probe/app/package.json"), "utf8")).toBe('{ "type": "module" }\n');
    expect(readFileSync(join(found.workplace.folder, "probe/app/probe.js"), "utf8")).toBe("probe\n");
    expect(names(join(found.workplace.folder, "probe/app/node_modules"))).toEqual(["pg"]);
    if (found.calls !== undefined) expect(readFileSync(found.calls)).toEqual(callFilter());
    return Promise.resolve("done");
  });
  const calls = callFilter() === undefined ? [] : ["calls"];
  expect([answer, files]).toEqual(["done", [...calls, "etc/gai.conf", "etc/hosts", "etc/nsswitch.conf", "probe/app/package.json", "probe/app/probe.js", "run.json"]]);
  expect(setup?.server).toBeUndefined();
  expect(setup).toMatchObject({ isolated: false, packageFiles: { manifest: "{}\n", lock: undefined }, grading: { start: ["node", "app.js"] }, stop: order.stop });
  expect(existsSync(setup?.workplace.folder ?? "/")).toBe(false);
});

test("after work that fails, everything is removed too, also without a script to try", async () => {
  const order = orderFor();
  rmSync(join(order.templates, "assignments/grade/probe.js"));
  let folder = "/";
  const work = ({ workplace }: Setup) => {
    folder = workplace.folder;
    return Promise.reject(new Error("Failed."));
  };
  await expect(withSetup(order, work)).rejects.toThrow("Failed.");
  expect(existsSync(folder)).toBe(false);
});
