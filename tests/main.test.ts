// Main program: what it prints on which stream, and its exit code.
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { main, type OurProcess } from "../src/main.ts";
import { ourVersion } from "../src/ourselves.ts";
import { small } from "./support/in-process.ts";
import { temporary } from "./support/sandbox.ts";

interface Ended {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs a command line with a simulated process. */
async function run(args: string[], parts: Partial<OurProcess> = {}): Promise<Ended> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const exitCode = await new Promise<number>((resolve, reject) => {
    const ours = { args, env: {}, cwd: () => "/", stdin: new PassThrough(), stdout, stderr, onSignal: () => {}, exit: resolve, ...parts };
    main(ours as unknown as OurProcess).catch(reject);
  });
  return { exitCode, stdout: String(stdout.read() ?? ""), stderr: String(stderr.read() ?? "") };
}

/** A stdout that emits an error for everything that is written, and continues, like that of a process. */
function lossy(code: string): NodeJS.Process["stdout"] {
  const stream = new EventEmitter();
  const write = (text: string, done?: () => void) => {
    if (text !== "") stream.emit("error", Object.assign(new Error(`write ${code}`), { code }));
    done?.();
    return true;
  };
  return Object.assign(stream, { write }) as unknown as NodeJS.Process["stdout"];
}

test("--version and --help print and exit with 0", async () => {
  expect(await run(["--version"])).toEqual({ exitCode: 0, stdout: `${ourVersion}\n`, stderr: "" });
  expect(await run(["--help"])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("--idea") as string, stderr: "" });
});

test("an invalid command line prints one sentence on stderr, and exits with 2", async () => {
  expect(await run(["--nope"])).toEqual({ exitCode: 2, stdout: "", stderr: expect.stringMatching(/^[^\n]*--nope[^\n]*\n$/) as string });
});

test("with --json, an error is also printed as a document on stdout", async () => {
  const { exitCode, stdout } = await run(["--json", "--idea", "nope", "--yes"]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ format: 1, status: "refused", error: expect.stringContaining("nope") as string });
});

test("a document of an error says whether it was refused or is a bug, and stderr says it too", async () => {
  const usage = "There is no flag \"--nope\". --help shows the flags.";
  expect(await run(["--json", "--nope"])).toEqual({ exitCode: 2, stdout: `${JSON.stringify({ format: 1, status: "refused", error: usage }, null, 2)}\n`, stderr: `${usage}\n` });
  const env = new Proxy({}, { get: () => { throw new TypeError("broken on purpose"); } });
  const bug = await run(["--json", "--yes"], { env });
  expect([bug.exitCode, JSON.parse(bug.stdout)]).toEqual([70, { format: 1, status: "bug", error: "TypeError: broken on purpose" }]);
});

test("an error that is none is printed as text, and one without a stack as its message", async () => {
  const broken = (value: unknown) => new Proxy({}, { get: () => { throw value; } });
  expect((await run(["--yes"], { env: broken("plain text") })).stderr).toBe("This is a bug in this program.\nplain text\n");
  const bare = Object.assign(new Error("no stack"), { stack: undefined });
  expect((await run(["--yes"], { env: broken(bare) })).stderr).toBe("This is a bug in this program.\nno stack\n");
});

test("a step that failed after a part was done is unfinished in the document too", async () => {
  const { UserError } = await import("../src/user-error.ts");
  const env = new Proxy({}, { get: () => { throw new UserError("It was half done.", "", 3); } });
  const { exitCode, stdout } = await run(["--json", "--yes"], { env });
  expect([exitCode, JSON.parse(stdout)]).toEqual([3, { format: 1, status: "unfinished", error: "It was half done." }]);
});

test("a deleted current folder is reported with one sentence", async () => {
  const gone = () => {
    throw new Error("ENOENT: no such file or directory, uv_cwd");
  };
  expect(await run(["--yes"], { cwd: gone })).toMatchObject({ exitCode: 1, stderr: "The current folder no longer exists. Change to an existing folder.\n" });
  expect(await run(["--version"], { cwd: gone })).toMatchObject({ exitCode: 0 });
});

test("an unexpected error prints its stack, and exits with 70", async () => {
  const env = new Proxy({}, { get: () => { throw new TypeError("broken on purpose"); } });
  expect(await run(["--yes"], { env })).toMatchObject({ exitCode: 70, stderr: expect.stringMatching(/^This is a bug.*\nTypeError: broken on purpose\n +at /) as string });
});

test("a command's exit code becomes that of the process", async () => {
  const project = join(temporary(), "my-api");
  expect(await run([project, ...small, "--no-git"])).toMatchObject({ exitCode: 0, stderr: "" });
});

test.each([["EPIPE", 0], ["ENOSPC", 1]] as const)("a failed output (%s) exits with %i", async (code, exitCode) => {
  const stderr = exitCode === 0 ? "" : `The output is lost: write ${code}.\n`;
  expect(await run(["--version"], { stdout: lossy(code) })).toEqual({ exitCode, stdout: "", stderr });
});

test("the first signal stops the run, and the second ends the process at once", async () => {
  const acts: (() => void)[] = [];
  const stopped = run([join(temporary(), "stopped"), "--idea", "api", "--yes"], { onSignal: (_, act) => void acts.push(act) });
  await vi.waitFor(() => expect(acts).toHaveLength(3));
  acts[0]?.();
  expect(await stopped).toMatchObject({ exitCode: 130, stderr: expect.stringContaining("Nothing was written") as string });
  const codes: number[] = [];
  void run([join(temporary(), "again"), "--idea", "api", "--yes"], { onSignal: (_, act) => void acts.push(act), exit: (code) => void codes.push(code) });
  await vi.waitFor(() => expect(acts).toHaveLength(6));
  acts[3]?.();
  acts[4]?.();
  expect(codes).toEqual([130]);
});

test.each([["assignment", "create"], ["create"]])("`%s` whose report cannot be written exits with 3", async (...words) => {
  const folder = join(temporary(), "lost");
  const args = words[0] === "assignment" ? ["assignment", "create", folder, "--idea", "api", "--tasks", "taken", "--yes"] : [folder, ...small, "--no-git"];
  expect(await run(args, { stdout: lossy("ENOSPC") })).toMatchObject({ exitCode: 3, stderr: "Everything was written, but the output is lost: write ENOSPC.\n" });
});

test("a dry run and a refusal whose output is lost wrote nothing", async () => {
  const place = temporary();
  const planned = await run([join(place, "a"), ...small, "--dry-run"], { stdout: lossy("ENOSPC") });
  expect(planned).toMatchObject({ exitCode: 1, stderr: "The output is lost: write ENOSPC.\n" });
  const refused = await run(["--json", "--nope"], { stdout: lossy("ENOSPC") });
  expect([refused.exitCode, refused.stderr.split("\n")[1]]).toEqual([2, "The output is lost: write ENOSPC."]);
});

test("a lost stderr is nobody's error", async () => {
  const stderr = new PassThrough();
  stderr.destroy(new Error("gone"));
  expect(await run(["--nope"], { stderr: stderr as unknown as OurProcess["stderr"] })).toMatchObject({ exitCode: 2 });
});
