// Cheats: no submission gets more points than it has earned, and none leaves its sandbox.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Result } from "../../src/grading/results.ts";
import { environmentInside, sandboxed } from "../../src/grading/sandbox.ts";
import { cheatsOf, type Bait } from "../support/cheats.ts";
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

const cheats = cheatsOf(bait);
const tasks = "tag-page,find-post,search-index";

describe.skipIf(!has("The tests of cheats", "bwrap", "socat"))("In a class with cheating submissions,", () => {
  let results = new Map<string, Result>();
  const submissions = join(folder, "submissions");

  beforeAll(async () => {
    const before = { ...process.env };
    replaceEnvironment({ ...before, HOME: bait.home, SECRET: bait.secret, TMPDIR: temporary });
    mkdirSync(join(bait.home, ".ssh"), { recursive: true });
    writeFileSync(join(bait.home, ".ssh/id_ed25519"), bait.secret);
    await assignmentAt(bait.assignment, "--idea", "blog", "--language", "js", "--tasks", tasks);
    for (const cheat of cheats) {
      handIn(bait.assignment, join(submissions, cheat.key), cheat);
      cheat.also?.(join(submissions, cheat.key));
    }
    handIn(bait.assignment, join(submissions, "honest"), { from: "solution" });
    const ran = await check(bait.assignment, submissions);
    expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
    results = resultsOf(bait.assignment);
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
    for (const { key, says, status, most = 0 } of cheats) {
      const exitCode = await trusting(join(submissions, key), join(bait.assignment, "solution/node_modules"));
      rows.push({ cheat: key, says, status, points: most, of: 18, byExitCode: exitCode === 0 ? 18 : 0 });
    }
    await expect(`${JSON.stringify({ format: 1, rows }, null, 2)}\n`).toMatchFileSnapshot("../../docs/cheats.json");
  }, 900_000);

  test("the table in the manual lists every cheat", () => {
    const { rows } = JSON.parse(readFileSync(new URL("../../docs/cheats.json", import.meta.url), "utf8")) as { rows: object[] };
    expect(rows).toMatchObject(cheats.map(({ key, says, status, most = 0 }) => ({ cheat: key, says, status, points: most, of: 18 })));
  });

  test("an honest submission gets all points", () => {
    expect(results.get("honest")).toMatchObject({ status: "graded", points: 18 });
  });

  test("nothing ran outside a sandbox or reached the network outside", () => {
    expect([existsSync(bait.canary), heard]).toEqual([false, 0]);
  });

  test("no files and no processes remain", async () => {
    expect([readdirSync(temporary), await processesIn(temporary)]).toEqual([[], []]);
  });
});

/** The exit code of the checks in a student's own folder, on which GitHub's graders rely. The sandbox protects this machine. */
async function trusting(app: string, modules: string): Promise<number | undefined> {
  mkdirSync(join(app, "node_modules"), { recursive: true });
  const packages = new Map([["node_modules", realpathSync(modules)]]);
  const [program = "", ...args] = sandboxed({ app, packages, node: process.execPath, port: 3000, root: process.getuid?.() === 0 });
  const options = { env: environmentInside, extendEnv: false, reject: false, timeout: 60_000, maxBuffer: 10_000_000, killSignal: "SIGKILL" } as const;
  const { exitCode } = await execa(program, [...args, "node", "check/run.js"], options);
  return exitCode;
}
