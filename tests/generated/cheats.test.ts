// Cheats: no submission gets more points than it has earned, and none leaves its sandbox.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Result } from "../../src/grading/results.ts";
import { environmentInside, etcInside, sandboxed } from "../../src/grading/sandbox.ts";
import { cheatsOf, cheatsOfTests, type Bait, type Cheat } from "../support/cheats.ts";
import { assignmentAt, check, handIn, processesIn, resultsOf, temporaryForRuns } from "../support/class.ts";
import { folderForThisFile } from "../support/folders.ts";
import { environmentForEach, replaceEnvironment } from "../support/in-process.ts";
import { has } from "../support/needs.ts";
import { ann, cleanEnvironment } from "../support/sandbox.ts";

const folder = folderForThisFile();
const temporary = temporaryForRuns();
environmentForEach(() => cleanEnvironment(ann));

const server = createServer((socket) => {
  heard += 1;
  socket.destroy();
});
let heard = 0;
const bait: Bait = { assignment: join(folder, "week-3"), port: 0, home: join(folder, "home"), secret: "correct-horse-battery", canary: join(tmpdir(), `canary-${process.pid}`) };
await new Promise<void>((resolve) => server.listen(0, resolve));
bait.port = (server.address() as { port: number }).port;
afterAll(() => server.close());

/** Classes: their folder, their open tasks, the points of these, and their cheats. */
const classes = [
  { path: bait.assignment, tasks: "tag-page,find-post,search-index", of: 18, cheats: cheatsOf(bait) },
  { path: join(folder, "week-4"), tasks: "test-excerpts", of: 10, cheats: cheatsOfTests },
];
const cheats = classes.flatMap((each) => each.cheats.map((cheat) => ({ ...cheat, assignment: each.path, of: each.of })));
const submissionsTo = (path: string) => `${path}-submissions`;

describe.skipIf(!has("The tests of cheats", "bwrap", "socat"))("In a class with cheating submissions,", () => {
  const results = new Map<string, Result>();
  const honest: [number, number | undefined][] = [];

  beforeAll(async () => {
    const before = { ...process.env };
    replaceEnvironment({ ...before, HOME: bait.home, SECRET: bait.secret, TMPDIR: temporary });
    mkdirSync(join(bait.home, ".ssh"), { recursive: true });
    writeFileSync(join(bait.home, ".ssh/id_ed25519"), bait.secret);
    for (const { path, tasks, of, cheats: all } of classes) {
      await assignmentAt(path, "--idea", "blog", "--language", "js", "--tasks", tasks);
      all.forEach((cheat) => hand(path, cheat));
      handIn(path, join(submissionsTo(path), "honest"), { from: "solution" });
      const ran = await check(path, submissionsTo(path));
      expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
      for (const [key, result] of resultsOf(path)) results.set(key, result);
      honest.push([of, results.get("honest")?.points]);
    }
    replaceEnvironment(before);
  }, 600_000);

  test.each(cheats)("a submission that $says gets only the points it has earned", ({ key, status, most = 0 }) => {
    const result = results.get(key);
    expect(status, result?.sentence).toContain(result?.status);
    expect(result?.points, result?.sentence).toBeLessThanOrEqual(most);
  });

  test.skipIf(process.env.TEST_ALL !== "1")("the table for the manual compares the points with those of a grader that trusts an exit code", async () => {
    chmodSync(dirname(folder), 0o711); // As root, the checks run as another user, who needs access.
    chmodSync(folder, 0o711);
    const rows = [];
    for (const { key, says, status, most = 0, assignment, of } of cheats) {
      const exitCode = await trusting(join(submissionsTo(assignment), key), join(assignment, "solution/node_modules"));
      rows.push({ cheat: key, says, status, points: most, of, byExitCode: exitCode === 0 ? of : 0 });
    }
    await expect(`${JSON.stringify({ format: 1, rows }, null, 2)}\n`).toMatchFileSnapshot("../../docs/cheats.json");
  }, 900_000);

  test("the table in the manual lists every cheat", () => {
    const { rows } = JSON.parse(readFileSync(new URL("../../docs/cheats.json", import.meta.url), "utf8")) as { rows: object[] };
    expect(rows).toMatchObject(cheats.map(({ key, says, status, most = 0, of }) => ({ cheat: key, says, status, points: most, of })));
  });

  test("an honest submission gets all points", () => {
    expect(honest).toEqual([[18, 18], [10, 10]]);
  });

  test("nothing ran outside a sandbox or reached the network outside", () => {
    expect([existsSync(bait.canary), heard]).toEqual([false, 0]);
  });

  test("no files and no processes remain", async () => {
    expect([readdirSync(temporary), await processesIn(temporary)]).toEqual([[], []]);
  });
});

function hand(assignment: string, cheat: Cheat): void {
  const to = join(submissionsTo(assignment), cheat.key);
  handIn(assignment, to, cheat);
  cheat.also?.(to);
}

/** The exit code of the checks in a student's own folder, on which GitHub's graders rely. The sandbox protects this machine. */
async function trusting(app: string, modules: string): Promise<number | undefined> {
  mkdirSync(join(app, "node_modules"), { recursive: true });
  const packages = new Map([["node_modules", realpathSync(modules)]]);
  const etc = join(folder, "etc"); // Vitest looks up `localhost`.
  mkdirSync(etc, { recursive: true });
  for (const [name, text] of Object.entries(etcInside)) writeFileSync(join(etc, name), text);
  const [program = "", ...args] = sandboxed({ app, packages, etc, node: process.execPath, port: 3000, root: process.getuid?.() === 0 });
  const options = { env: environmentInside, extendEnv: false, reject: false, timeout: 60_000, maxBuffer: 10_000_000, killSignal: "SIGKILL" } as const;
  const { exitCode } = await execa(program, [...args, "node", "check/run.js"], options);
  return exitCode;
}
