// Runs of grading: changes are shown first, a killed run leaves nothing, and without a sandbox nothing is graded.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import { beforeAll, describe, expect, test } from "vitest";
import build from "../support/build.ts";
import { assignmentAt, check, handIn, processesIn, resultsOf, temporaryForRuns } from "../support/class.ts";
import { folderForThisFile } from "../support/folders.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { has } from "../support/needs.ts";
import { ann, bin, cleanEnvironment, git, programs } from "../support/sandbox.ts";

const folder = folderForThisFile();
environmentForEach(() => cleanEnvironment(ann));
// A short name: the path of a socket has at most 107 characters.
const temporary = temporaryForRuns();

const [assignment, submissions] = [join(folder, "week-3"), join(folder, "submissions")];
const route = "src/posts/posts.pages.js";

describe.skipIf(!has("The tests of grading", "bwrap", "socat"))("assignment check", () => {
  beforeAll(async () => {
    await assignmentAt(assignment, "--idea", "blog", "--language", "js", "--tasks", "tag-page,find-post");
    handIn(assignment, join(submissions, "ann"), {});
    handIn(assignment, join(submissions, "bob"), { from: "solution" });
  });

  test("grades only what is new, and shows changed points before it writes them (exit code 3)", async () => {
    expect((await check(assignment, submissions)).text).toContain("✔ Graded 2 of 2 submissions");
    expect((await check(assignment, submissions)).text).toContain("✔ Graded 0 of 2 submissions; 2 were graded before");

    handIn(assignment, join(submissions, "ann"), { changes: { [route]: readFileSync(join(assignment, "solution", route), "utf8") } });
    const refused = await check(assignment, submissions);
    expect([refused.exitCode, refused.text]).toEqual([3, expect.stringContaining("  ann: 0 → 5 points\n")]);
    expect(resultsOf(assignment).get("ann")?.points).toBe(0);

    const agreed = await check(assignment, submissions, "--yes");
    expect([agreed.exitCode, agreed.text]).toEqual([0, expect.stringContaining("✔ Graded 1 of 2 submissions")]);
    expect(resultsOf(assignment).get("ann")?.points).toBe(5);
    expect(readFileSync(join(assignment, "reports/ann.md"), "utf8")).toMatch(/^\| ✔ done \| tag-page \| .* \| 5 of 5 \|$/m);
    expect(readFileSync(join(assignment, "reports/class.md"), "utf8")).toMatch(/^\| find-post \| .* \| 1 of 2 \| █████░░░░░ \| 0 \| 0 \| 1 \|\n\| tag-page /m);
  });

  test("grades everything again when the checks or points have changed", async () => {
    const file = join(assignment, "assignment.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"points": 5', '"points": 10'));
    const { text } = await check(assignment, submissions, "--yes");
    expect(text).toContain("  ann: 5 → 10 points\n  bob: 13 → 18 points\n");
  });

  test("records that a submission was graded without a sandbox", async () => {
    const { text } = await check(assignment, submissions, "--unsandboxed");
    expect(text).toContain("! This runs the code of students without a sandbox");
    expect([...resultsOf(assignment).values()].map(({ points, sandboxed }) => [points, sandboxed])).toEqual([[10, false], [18, false]]);
    expect((await check(assignment, submissions)).text).toContain("✔ Graded 2 of 2 submissions");
  });

  test("runs as the manual says, on collected branches and on folders", async () => {
    const manual = readFileSync(new URL("../../docs/grading.md", import.meta.url), "utf8");
    const commands = [...manual.matchAll(/```sh\n(npm start -- .*)\n```/g)].map(([, line = ""]) => line.split(" ").slice(3));
    await git(join(submissions, "bob"), "init", "-q");
    await git(join(submissions, "bob"), "add", "-A");
    await git(join(submissions, "bob"), "commit", "-qm", "Work");
    await git(folder, "clone", "-q", "--bare", join(submissions, "bob"), join(assignment, "store.git"));
    await git(join(assignment, "store.git"), "update-ref", "refs/collected/collected-bob", "HEAD");
    const here = (word: string) => word.replace("../week-3", assignment).replace("../submissions", submissions);
    const texts = [];
    for (const words of commands) texts.push((await runHere(words.map(here))).text);
    expect(texts).toEqual([expect.stringContaining("✔ Graded 1 of 1 submission\n"), expect.stringContaining("of 2 submissions")]);
    const { tasks } = JSON.parse(readFileSync(join(assignment, "assignment.json"), "utf8")) as { tasks: { points: number }[] };
    const all = tasks.reduce((sum, { points }) => sum + points, 0);
    expect(resultsOf(assignment).get("collected-bob")).toMatchObject({ status: "graded", points: all });
    rmSync(join(assignment, "store.git"), { recursive: true });
  });

  const all = process.env.TEST_ALL === "1";
  const moments = Array.from({ length: all ? 20 : 3 }, (_, at) => at);

  test("leaves no process behind when it is killed, and the next run completes and cleans up", async () => {
    await build();
    rmSync(join(assignment, "results.json"));
    const args = [bin, "assignment", "check", assignment, "--submissions", submissions];
    const options = { env: { ...process.env, TMPDIR: temporary }, extendEnv: false, reject: false } as const;
    for (const at of moments) {
      const run = execa(process.execPath, args, options);
      await wait(500 + (at * 9_000) / moments.length);
      run.kill("SIGKILL");
      await run;
      await until(async () => (await processesIn(temporary)).length === 0);
    }
    const { exitCode, stdout, stderr } = await execa(process.execPath, [...args, "--again"], options);
    expect([exitCode, stdout, stderr]).toEqual([0, expect.stringContaining("✔ Graded 2 of 2 submissions"), ""]);
    expect([readdirSync(temporary), await processesIn(temporary)]).toEqual([[], []]);
  });

  test("ends at once on Ctrl-C (exit code 130), and leaves no files", async () => {
    await build();
    const args = [bin, "assignment", "check", assignment, "--submissions", submissions, "--again"];
    const hasFolder = () => Promise.resolve(readdirSync(temporary).length > 0);
    const hasSandbox = async () => (await processesIn(temporary)).some((line) => line.includes("bwrap"));
    const after = (milliseconds: number) => () => wait(milliseconds, true);
    const timed = all ? moments.map((at) => after(400 + 100 * at)) : [];
    for (const isTime of [hasFolder, hasSandbox, ...timed]) {
      // A terminal sends the signal to all processes of the group.
      const run = execa(process.execPath, args, { env: { ...process.env, TMPDIR: temporary }, extendEnv: false, reject: false, detached: true });
      await until(isTime);
      process.kill(-(run.pid ?? 0), "SIGINT");
      const { exitCode, stderr } = await run;
      expect([exitCode, stderr]).toEqual([130, expect.stringMatching(/^Stopped( after \d submissions)?\. /)]);
      await until(async () => (await processesIn(temporary)).length === 0);
      expect(readdirSync(temporary)).toEqual([]);
    }
  });
});

describe("`assignment check` without a working sandbox grades nothing", () => {
  const submitted = join(folder, "one");
  beforeAll(() => {
    mkdirSync(join(submitted, "ann"), { recursive: true });
    writeFileSync(join(submitted, "ann/package.json"), "{}");
  });

  /** A PATH with some programs only. */
  function onlyPrograms(...names: string[]): string {
    const path = programs({});
    for (const name of names) {
      const found = (process.env.PATH ?? "").split(":").map((place) => join(place, name)).find((file) => existsSync(file));
      if (found !== undefined) symlinkSync(found, join(path, name));
    }
    return path;
  }

  test("and names the packages to install where programs are missing", async () => {
    if (!existsSync(assignment)) await assignmentAt(assignment, "--idea", "blog", "--language", "js", "--tasks", "tag-page");
    process.env.PATH = onlyPrograms("git", "setpriv", "prlimit", "taskset", "socat");
    const { exitCode, stderr } = await check(assignment, submitted);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^A sandbox needs bwrap\. (Type (sudo )?(apt install|dnf install|pacman -S) bubblewrap|On Windows)/)]);
  });

  test("and reports the reason where the system refuses to create one", async () => {
    const refusing = 'test "$1" = --version || { echo "bwrap: No permissions to create a new namespace" >&2; exit 1; }';
    process.env.PATH = `${programsForAll({ bwrap: refusing })}:${process.env.PATH}`;
    const { exitCode, stderr } = await check(assignment, submitted);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^This system refuses a sandbox: bwrap: No permissions to create a new namespace\./)]);
  });

  test("is refused with the version that is needed where bwrap is too old", async () => {
    const old = 'test "$1" = --version || { echo "bwrap: Unknown option --disable-userns" >&2; exit 1; }';
    process.env.PATH = `${programsForAll({ bwrap: old })}:${process.env.PATH}`;
    const { exitCode, stderr } = await check(assignment, submitted);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^This bubblewrap is too old\. Use 0\.8 or newer/)]);
  });

  test.skipIf(!has("The tests of grading", "bwrap", "socat"))("and stops where the database server accepts its admin without a password", async () => {
    // initdb is told to trust everybody, as PostgreSQL does by default.
    const initdb = (await execa("sh", ["-c", "command -v initdb || ls /usr/lib/postgresql/*/bin/initdb | tail -1"])).stdout;
    const postgres = (await execa("sh", ["-c", "command -v postgres || ls /usr/lib/postgresql/*/bin/postgres | tail -1"])).stdout;
    const trusting = `for word; do shift; case "$word" in scram-sha-256) word=trust;; esac; set -- "$@" "$word"; done\nexec ${initdb} "$@"`;
    process.env.PATH = `${programsForAll({ initdb: trusting, postgres: `exec ${postgres} "$@"` })}:${process.env.PATH}`;
    const { exitCode, stderr } = await check(assignment, submitted);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^The sandbox does not hold, so nothing was started: "the role grader was let in to the database postgres"/)]);
  });
});

/** Programs that users other than root can start, too. */
function programsForAll(scripts: Record<string, string>): string {
  const path = programs(scripts);
  chmodSync(dirname(path), 0o755);
  return path;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(100)) if (await isSo()) return;
  throw new Error(`It never became so. Running: ${(await processesIn(temporary)).join("\n")}`);
}
