// Each student: a failure is noted and the others go on, unless all would meet it.
import { expect, test } from "vitest";
import { RepoError } from "../../src/github/activity.ts";
import { LoginError } from "../../src/github/client.ts";
import { LimitError } from "../../src/github/rate-limit.ts";
import { TakenError } from "../../src/github/repos.ts";
import { TransientError } from "../../src/github/unreachable.ts";
import { forEachStudent } from "../../src/handout/each-student.ts";
import { UserError } from "../../src/user-error.ts";

const students = ["ann", "bo", "cy", "dan", "eva"].map((key) => ({ key, members: [{ name: key }] }));
const of = (kind: new (problem: string, fix?: string) => Error) => new kind("It failed.", "Try again.");

/** Does work that throws these errors, one for each student. Returns what was noted, how many were done, and how it ended. */
async function done(errors: (Error | undefined)[], stop = new AbortController()) {
  const [problems, worked]: [string[], string[]] = [[], []];
  let steps = 0;
  const work = ({ key }: { key: string }) => {
    const error = errors[worked.push(key) - 1];
    if (error?.message === "Stopped.") stop.abort(error);
    return error === undefined ? Promise.resolve() : Promise.reject(error);
  };
  const all = forEachStudent({ students, stop: stop.signal, work, failed: (_, problem) => problems.push(problem), stepDone: () => { steps += 1; } });
  const ended = await all.then(() => "done", (error: unknown) => error);
  return { problems, worked: worked.length, steps, ended };
}

test.each([RepoError, TakenError, UserError, TransientError])("what fails for one stops none of the others: %o", async (kind) => {
  expect(await done([undefined, of(kind), undefined, of(kind), of(kind)])).toEqual({ problems: ["bo", "dan", "eva"].map((key) => `${key}: It failed. Try again.`), worked: 5, steps: 5, ended: "done" });
});

test.each([RepoError, TakenError])("many failures with single repositories end nothing: %o", async (kind) => {
  expect(await done(Array.from({ length: 5 }, () => of(kind)))).toMatchObject({ worked: 5, ended: "done" });
});

test.each([UserError, TransientError])("three other failures in a row end the work: %o", async (kind) => {
  const errors = Array.from({ length: 5 }, () => of(kind));
  expect(await done(errors)).toMatchObject({ worked: 3, steps: 2, ended: errors[2] });
});

test.each([new LoginError("No."), new LimitError("github.test", 1), new TypeError("A bug."), new Error("Stopped.")])("%o ends the work at once", async (error) => {
  expect(await done([undefined, error])).toEqual({ problems: [], worked: 2, steps: 1, ended: error });
});
