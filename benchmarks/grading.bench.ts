// Grading benchmark: what it costs to grade a class, and whether every status is right. GRADED=50 takes 50 submissions.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { readTasks } from "../src/classroom/tasks.ts";
import { shippedTemplates } from "../src/ourselves.ts";
import { cheatsOf, type Cheat } from "../tests/support/cheats.ts";
import { assignmentAt, handIn, resultsOf, type Handed } from "../tests/support/class.ts";
import { install } from "../tests/support/install.ts";
import { draftOf } from "../tests/support/repos.ts";
import { bin } from "../tests/support/sandbox.ts";
import { machine } from "./report.ts";

const count = Number(process.env.GRADED ?? 200);
const file = (path: string) => new URL(path, import.meta.url);

test("a class is graded for about a second of CPU time each, and every status is right", async () => {
  await install(draftOf("blog in JavaScript"));
  const folder = mkdtempSync(join(tmpdir(), "gb-"));
  const server = createServer((socket) => void socket.destroy()).listen(0);
  try {
    const assignment = await assignmentWithHttpAndSql(join(folder, "week-3"));
    const cheats = cheatsOf({ assignment, port: (server.address() as { port: number }).port, home: join(folder, "home"), secret: "correct-horse", canary: join(folder, "canary") });
    const students = Array.from({ length: count }, (_, at) => ({ key: `student-${at}`, ...degreeOf(assignment, at) }));
    const honest = await costOf(assignment, join(folder, "honest"), students);
    expect([...resultsOf(assignment).values()].filter(({ status }) => status !== "graded")).toEqual([]);
    const mixed = await costOf(assignment, join(folder, "mixed"), [...students.slice(0, cheats.length), ...cheats]);
    const results = resultsOf(assignment);
    for (const { key, status, most = 0 } of cheats) {
      expect(status, key).toContain(results.get(key)?.status);
      if (most === 0) expect(results.get(key)?.points, key).toBe(0); // With other tasks than in the tests, others earn more.
    }
    report(honest, mixed);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const places = [tmpdir(), "/dev/shm"].filter((place) => existsSync(place));
  expect(places.flatMap((place) => readdirSync(place)).filter((name) => name.startsWith("backend-starter-grade-"))).toEqual([]);
});

/** Tests of students take a start of vitest each, and are no part of the figure. */
async function assignmentWithHttpAndSql(path: string): Promise<string> {
  const tasks = readTasks(join(shippedTemplates, "stacks/express/assignments/blog/tasks.json")).map(({ id }) => id);
  return assignmentAt(path, "--idea", "blog", "--language", "js", "--tasks", tasks.filter((id) => !id.startsWith("test-")).join(","));
}

/** From nothing to everything, in five degrees. */
function degreeOf(assignment: string, at: number): Handed {
  const files = ["src/posts/posts.queries.js", "src/posts/posts.pages.js", "src/comments/comments.pages.js"].slice(0, at % 5);
  if (at % 5 === 4) return { from: "solution" };
  return { changes: Object.fromEntries(files.map((path) => [path, readFileSync(join(assignment, "solution", path), "utf8")])) };
}

interface Cost {
  submissions: number;
  seconds: number;
  cpu: number;
}

async function costOf(assignment: string, submissions: string, handed: (Handed & Pick<Cheat, "key" | "also">)[]): Promise<Cost> {
  for (const each of handed) {
    handIn(assignment, join(submissions, each.key), each);
    each.also?.(join(submissions, each.key));
  }
  const begin = performance.now();
  const cpu = await cpuOf([process.execPath, bin, "assignment", "check", assignment, "--submissions", submissions, "--yes", "--again"]);
  return { submissions: handed.length, seconds: (performance.now() - begin) / 1000, cpu };
}

/** CPU seconds of a command and all that it starts: of a control group where we may make one, else of the machine. */
async function cpuOf(command: string[]): Promise<number> {
  const group = `/sys/fs/cgroup/cpuacct/grading-${process.pid}`;
  if (!existsSync("/sys/fs/cgroup/cpuacct/cgroup.procs") || process.getuid?.() !== 0) {
    const before = busy();
    await execa(command[0] ?? "", command.slice(1));
    return busy() - before;
  }
  mkdirSync(group);
  try {
    await execa("sh", ["-c", `echo $$ > ${group}/cgroup.procs; exec "$@"`, "sh", ...command]);
    return Number(readFileSync(`${group}/cpuacct.usage`, "utf8")) / 1e9;
  } finally {
    rmdirSync(group);
  }
}

/** Ticks of a hundredth of a second in which the machine was not idle. */
function busy(): number {
  const [, user = 0, nice = 0, system = 0] = (/^cpu +.*/.exec(readFileSync("/proc/stat", "utf8"))?.[0] ?? "").split(/ +/).map(Number);
  return (user + nice + system) / 100;
}

function report(honest: Cost, mixed: Cost): void {
  const row = (what: string, { submissions, seconds, cpu }: Cost) => `| ${what} | ${submissions} | ${seconds.toFixed(0)} s | ${(cpu / submissions).toFixed(2)} s |`;
  const text = `# Grading

${machine(new Date())}. A blog in JavaScript, 14 tasks with checks by HTTP and SQL, a sandbox, a database and a role for each
submission. CPU time is that of all processes, with the server and its start. At the end the load of the machine was
${Math.round(loadavg()[1] ?? 0)}: above the number of its cores, CPU time grows too.

| Class | Submissions | Time | CPU time each |
| --- | --- | --- | --- |
${row("Honest, solved in five degrees", honest)}
${row("Half of them cheats", mixed)}
`;
  console.log(text);
  writeFileSync(file("GRADING.md"), text);
}
