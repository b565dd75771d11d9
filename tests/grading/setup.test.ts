// Setup: what is prepared before the first submission is graded, and that nothing of it stays.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Assignment } from "../../src/classroom/assignment.ts";
import type { Grading } from "../../src/classroom/checking.ts";
import { callFilter } from "../../src/grading/call-filter.ts";
import { layOutGrader } from "../../src/grading/grader.ts";
import type { Setup } from "../../src/grading/job.ts";
import { etcInside } from "../../src/grading/sandbox.ts";
import { withSetup } from "../../src/grading/setup.ts";
import { openWorkplace } from "../../src/grading/workplace.ts";
import { isAlive } from "../../src/system/process.ts";
import { environmentForEach } from "../support/in-process.ts";
import { names, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => ({ ...process.env, TMPDIR: temporary() }));

const { signal: stop } = new AbortController();

function write(folder: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const task = (id: string) => ({ id, title: id, skill: "s", level: 1 as const, hours: 1, points: 5, brief: "", hints: ["", ""] as [string, string], needs: [], interview: ["", ""] as [string, string] });
const tasksFile = JSON.stringify({ tasks: [{ id: "a", starter: [{ file: "a.js", line: "todo" }] }, { id: "b" }, null] });

/** An order for an assignment of two tasks, of which one is checked by tests of the students. */
function orderFor(grading: Partial<Grading> = {}) {
  const folder = write(temporary(), {
    "solution/check/tasks.json": tasksFile,
    "solution/package.json": "{}\n",
    "solution/node_modules/pg/index.js": "",
    "contract/visible/a.js": "export {};\n",
    "contract/held-back/a.js": "held back\n",
    "contract/visible/b.js": "app.testCopies();\n",
    "contract/visible/notes.txt": "no check\n",
    "starter/.gitignore": "/dist/\n",
  });
  const templates = write(temporary(), {
    "assignments/grade/grader.js": "grader\n",
    "assignments/grade/probe.js": "probe\n",
    "assignments/grade/process/x.js": "no file of the grader\n",
    "assignments/prove/events.js": "events\n",
  });
  const files = (open: unknown[]) => Promise.resolve(new Map([["app.js", "1"], ["check/run.js", open.length === 0 ? "run\n" : "not the solution\n"], [".gitignore", "/out/\n"]]));
  const layer = write(temporary(), { "run.js": "another run\n", "more.js": "more\n", "deeper/x.js": "" });
  const checking = { packages: ["node_modules/pg", "node_modules/none"], grading: { layers: [layer], start: ["node", "app.js"], ready: "/", install: "", settings: {}, ...grading } };
  const assignment = { tasks: [task("a"), task("b")], files, checking } as unknown as Assignment;
  return { folder, assignment, templates, withoutTests: false, isolated: false, atOnce: 1, stop };
}

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
  expect(setup).toMatchObject({ isolated: false, packageFiles: { manifest: "{}\n", lock: undefined }, grading: { start: ["node", "app.js"] }, stop });
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

const server = `process.stdout.write(JSON.stringify({ server: process.argv.slice(2), share: "/run/x", admins: ["root", "ann"] }) + "\\n"); setInterval(() => {}, 1000);`;

test.runIf(process.platform === "linux")("a server takes the connections of all submissions, and a sandbox is tried twice: alone, and with the server", async () => {
  const [told, asRoot] = ["told", "as-root"].map((name) => join(temporary(), name)) as [string, string];
  process.env.PATH = `${programs({ bwrap: `test "$1" = --version || echo "$@ $ADMINS $SOCKET" >> ${told}`, socat: "exit 0", prlimit: "exit 0", taskset: "exit 0", setpriv: `test "$1" = --version || touch ${asRoot}; while test "$1" != --; do test "$1" = --version && exit; shift; done; shift; exec "$@"` })}:/usr/bin:/bin`;
  const folder = write(temporary(), { "server.js": server });
  const found = await withSetup({ ...orderFor({ server: folder }), isolated: true, atOnce: 3 }, (setup) => {
    expect(setup.server?.access).toEqual([join(setup.workplace.folder, "server"), "76"]);
    return Promise.resolve(setup);
  });
  expect([found.isolated, found.server?.share]).toEqual([true, "/run/x"]);
  const [alone = "", with_ = "", ...more] = readFileSync(told, "utf8").split(/(?<=\n)(?=--unshare-all)/);
  expect(more).toEqual([]);
  const [where] = / --ro-bind (\S+)\/probe\/app \/app /.exec(alone)?.slice(1) ?? [];
  expect([where, existsSync(asRoot)]).toEqual([found.workplace.folder, process.getuid?.() === 0]);
  expect(alone).toMatch(/sh node --version {2}\n$/);
  expect(with_).toMatch(/--ro-bind \/run\/x \/run\/server .*sh node \/app\/probe\.js root ann \/run\/server\n$/s);
});

test("without sandboxes a server is not probed, and it has ended when the work is done", async () => {
  process.env.PATH = temporary();
  const folder = write(temporary(), { "server.js": server.replace("process.argv.slice(2)", "process.pid") });
  const pid = await withSetup(orderFor({ server: folder }), (setup) => Promise.resolve(Number(setup.server?.access)));
  expect([pid > 0, isAlive(pid)]).toEqual([true, false]);
});
