// Waiting for Git: what a user is told after five seconds, from the trace that Git writes meanwhile.
import { existsSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GitError } from "../../src/git/git-run.ts";
import { patiently } from "../../src/git/git-wait.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const nothing = { there: true, succeeded: false, stdout: "", stderr: "", output: "" };
const silent = () => new GitError({ ...nothing, ended: "silent" });
const event = (name: string, child: number, more: object = {}, sid = "1") => JSON.stringify({ event: name, sid, child_id: child, ...more });
const start = (child: number, ...argv: string[]) => event("child_start", child, { argv });
const exit = (child: number, sid?: string) => event("child_exit", child, {}, sid);

/** What is told while a Git that writes this trace takes so many milliseconds. */
async function toldAfter(milliseconds: number, trace?: string): Promise<string[]> {
  const told: string[] = [];
  await patiently(async ({ GIT_TRACE2_EVENT: file = "" }) => {
    if (trace !== undefined) writeFileSync(file, trace);
    await vi.advanceTimersByTimeAsync(milliseconds);
  }, (line) => told.push(line), {});
  await vi.advanceTimersByTimeAsync(10_000);
  return told;
}

test("nothing is told in the first five seconds, nor after the work", async () => {
  expect(await toldAfter(4_999, start(0, "vim"))).toEqual([]);
  expect(await toldAfter(5_000, start(0, "vim"))).toEqual(["Git is waiting for the program vim. Ctrl-C stops it."]);
});

test.each<[string, string[] | undefined, string]>([
  ["no trace", undefined, "something that it does not name"],
  ["an empty trace", [""], "something that it does not name"],
  ["a program", [start(0, "gpg", "--sign")], "the program gpg"],
  ["a hook", [event("child_start", 0, { hook_name: "pre-commit", argv: [".git/hooks/pre-commit"] })], "the hook pre-commit (.git/hooks/pre-commit)"],
  ["a hook without words", [event("child_start", 0, { hook_name: "pre-commit" })], "the hook pre-commit ()"],
  ["a program without words", [event("child_start", 0)], "something that it does not name"],
  ["a program that has ended", [start(0, "gpg"), exit(0)], "something that it does not name"],
  ["two programs, of which the second has ended", [start(0, "gpg"), start(1, "vim"), exit(1)], "the program gpg"],
  ["two programs", [start(0, "gpg"), start(1, "vim")], "the program vim"],
  ["the same number in another Git", [start(0, "gpg"), exit(0, "2")], "the program gpg"],
  ["other events", [event("start", 3, { argv: ["git", "commit"] }), start(0, "gpg"), event("exit", 0, { argv: ["x"] })], "the program gpg"],
  ["half a line", [start(0, "gpg"), start(1, "vim").slice(0, -2)], "the program gpg"],
])("given %s, Git waits for %j", async (_, lines, awaited) => {
  expect(await toldAfter(5_000, lines?.join("\n"))).toEqual([`Git is waiting for ${awaited}. Ctrl-C stops it.`]);
});

test("the work has the environment with the file of the trace, and its answer is returned", async () => {
  const seen = await patiently((env) => Promise.resolve(env), () => {}, { PATH: "/bin" });
  expect(seen).toEqual({ PATH: "/bin", GIT_TRACE2_EVENT: expect.stringMatching(/^\/.*\/trace$/) as string });
  expect(existsSync(seen.GIT_TRACE2_EVENT ?? "/")).toBe(false);
});

test("a Git that was silent for two minutes is an error with what it waited for", async () => {
  const failing = patiently(({ GIT_TRACE2_EVENT: file = "" }) => {
    writeFileSync(file, start(0, "gpg"));
    return Promise.reject(silent());
  }, () => {}, {});
  await expect(failing).rejects.toThrow(/^Git was stopped: it waited two minutes for the program gpg, and nothing came\.$/);
});

test.each([new GitError({ ...nothing, stderr: "fatal: no" }), new Error("Stopped.")])("any other error stays as it is: %s", async (error) => {
  const told: string[] = [];
  await expect(patiently(() => Promise.reject(error), (line) => told.push(line), {})).rejects.toBe(error);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([]);
});
