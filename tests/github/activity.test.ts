// Activity: the last push of a branch until a moment, from pages of GitHub's list.
import { expect, test } from "vitest";
import { lastPush, RepoError } from "../../src/github/activity.ts";
import { cannedForThisFile, messageOf } from "../support/canned.ts";

const github = cannedForThisFile();
const { connection } = github;
const repo = { owner: "ann", name: "week-3" };
const commit = (digit: string) => digit.repeat(40);
const push = (digit: string, timestamp: unknown) => ({ after: commit(digit), timestamp });
const first = "GET /repos/ann/week-3/activity?ref=refs/heads/main&per_page=100";
const next = { link: '<https://api.test/repos/ann/week-3/activity?after=2>; rel="next"' };
const lastUntil = (until?: string) => lastPush(connection, repo, "main", until === undefined ? undefined : new Date(until));

test("the newest push counts, or the newest until a moment, which is included", async () => {
  const body = [push("c", "2026-01-03T00:00:00Z"), push("b", "2026-01-02T00:00:00Z"), push("a", "2026-01-01T00:00:00Z")];
  github.answer({ status: 200, body });
  expect(await lastUntil()).toEqual({ commit: commit("c"), time: new Date("2026-01-03T00:00:00Z") });
  expect(await lastUntil("2026-01-02T00:00:00Z")).toEqual({ commit: commit("b"), time: new Date("2026-01-02T00:00:00Z") });
  expect(await lastUntil("2026-01-01T23:59:59Z")).toEqual({ commit: commit("a"), time: new Date("2026-01-01T00:00:00Z") });
  expect(await lastUntil("2025-12-31T00:00:00Z")).toBeUndefined();
  expect(github.routes()).toEqual([first, first, first, first]);
});

test("a deleted branch is no push", async () => {
  github.answer({ status: 200, body: [push("0", "2026-01-02T00:00:00Z"), push("b", "2026-01-01T00:00:00Z")] });
  expect(await lastUntil()).toEqual({ commit: commit("b"), time: new Date("2026-01-01T00:00:00Z") });
});

const unreadable = "github.test does not tell when ann/week-3 was pushed: the answer is no list of pushes. Try again later.";

test.each<[string, unknown]>([
  ["a short commit", { after: "abc", timestamp: "2026-01-01T00:00:00Z" }],
  ["a long commit", { after: `${commit("a")}a`, timestamp: "2026-01-01T00:00:00Z" }],
  ["text in front of a commit", { after: `x${commit("a")}`, timestamp: "2026-01-01T00:00:00Z" }],
  ["a number", { after: 7, timestamp: "2026-01-01T00:00:00Z" }],
  ["no time", push("a", undefined)],
  ["no date", push("a", "yesterday")],
  ["nothing", null],
])("a list with %s is not taken for one without pushes", async (_, entry) => {
  for (const body of [[entry], [entry, push("b", "2026-01-01T00:00:00Z")], [push("b", "2026-01-01T00:00:00Z"), entry]]) {
    github.answer({ status: 200, body });
    expect(await messageOf(lastUntil())).toBe(unreadable);
    await expect(lastUntil()).rejects.toBeInstanceOf(RepoError);
  }
});

test.each([`${"0".repeat(39)}a`, `a${"0".repeat(39)}`])("the commit %s, with many zeros, is one", async (after) => {
  github.answer({ status: 200, body: [{ after, timestamp: "2026-01-01T00:00:00Z" }] });
  expect(await lastUntil()).toMatchObject({ commit: after });
});

test.each<unknown>([{}, { message: "" }, "<html>", "", "null", "[".repeat(100_000)])("an answer that is no list is not taken for one without pushes: %j", async (body) => {
  github.answer({ status: 200, body });
  expect(await messageOf(lastUntil())).toBe(unreadable);
});

test("the next page is read if the first holds nothing that counts", async () => {
  github.answer({ status: 200, body: [push("b", "2026-01-02T00:00:00Z")], headers: next }, { status: 200, body: [push("a", "2026-01-01T00:00:00Z")] });
  expect(await lastUntil("2026-01-01T12:00:00Z")).toMatchObject({ commit: commit("a") });
  expect(github.routes()).toEqual([first, "GET /repos/ann/week-3/activity?after=2"]);
});

test("50 pages are read at most", async () => {
  github.answer({ status: 200, body: [], headers: next });
  expect(await messageOf(lastUntil())).toBe("ann/week-3 was pushed more than 5000 times since the deadline. Look at it on GitHub.");
  expect(github.routes()).toHaveLength(50);
});

test.each([
  [{ status: 404, body: { message: "Not Found" } }, "github.test shows this login no repo ann/week-3. Look for it there."],
  [{ status: 403, body: { message: "No" } }, "github.test does not tell when ann/week-3 was pushed: No. Try again later."],
  [{ status: 418, body: {} }, "github.test does not tell when ann/week-3 was pushed: status 418. Try again later."],
])("the answer %j is a failure with this repository only", async (answer, says) => {
  github.answer(answer);
  expect(await messageOf(lastUntil())).toBe(says);
  await expect(lastUntil()).rejects.toBeInstanceOf(RepoError);
});
