// Client: the headers of a request, what is read of an answer, and the link to its next page.
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ask, reasonOf } from "../../src/github/client.ts";
import { ourName, ourVersion } from "../../src/ourselves.ts";
import { UserError } from "../../src/user-error.ts";
import { cannedForThisFile, messageOf } from "../support/canned.ts";

const github = cannedForThisFile("/api/v3");
const { connection } = github;
const byGh = () => ({ ...connection, login: { token: "ghp_secret", from: "gh" } });

test("a request says who asks, and which version of the API it means", async () => {
  github.answer({ status: 200, body: {} });
  await ask(connection, "GET /user");
  const [request] = github.requests;
  expect(request?.route).toBe("GET /api/v3/user");
  expect(request?.headers).toMatchObject({
    accept: "application/vnd.github+json",
    authorization: "Bearer ghp_secret",
    "user-agent": `${ourName}/${ourVersion}`,
    "x-github-api-version": "2022-11-28",
  });
  expect([request?.headers["content-type"], request?.body]).toEqual([undefined, undefined]);
});

test("a request with a body sends it as JSON", async () => {
  github.answer({ status: 201, body: {} });
  await ask(connection, "POST /user/repos", { name: "x" });
  const [request] = github.requests;
  expect([request?.route, request?.headers["content-type"], request?.body]).toEqual(["POST /api/v3/user/repos", "application/json", { name: "x" }]);
});

test.each<[unknown, object]>([
  [{ a: 1 }, { a: 1 }],
  [[1], [1]],
  ["null", {}],
  ['"text"', {}],
  ["<html>", {}],
  ["", {}],
])("the body %j is read as %j", async (body, read) => {
  github.answer({ status: 200, body });
  expect(await ask(connection, "GET /x")).toEqual({ status: 200, body: read, next: undefined });
});

test("a short answer that unpacks to a long one is refused", async () => {
  github.answer({ status: 200, body: gzipSync(" ".repeat(30_000_000)), headers: { "content-encoding": "gzip" } });
  expect(await messageOf(ask(connection, "GET /x"))).toBe("github.test answered with more than 20 MB.");
});

test.each([
  ['<https://git.test/api/v3/repos/a/b?page=2>; rel="next"', "GET /repos/a/b?page=2"],
  ['<https://git.test/other?page=2>; rel="prev", <https://git.test/api/v3/x>;rel="next"', "GET /x"],
  ['<https://git.test/repositories/1?after=2>; rel="next"', "GET /repositories/1?after=2"],
  ['<https://git.test/a/api/v3/x>; rel="next"', "GET /a/api/v3/x"],
  ['<https://git.test/x>; rel="last"', undefined],
  ['<next>; rel="next"', undefined],
  [`<https://git.test/${"x".repeat(2_000)}>; rel="next"`, undefined],
])("the link %s leads to %s", async (link, next) => {
  github.answer({ status: 200, body: {}, headers: { link } });
  expect((await ask(connection, "GET /x")).next).toBe(next);
});

test("an API without a path of its own takes over the whole path of a link", async () => {
  const host = { ...connection.host, api: new URL(connection.host.api).origin };
  github.answer({ status: 200, body: {}, headers: { link: '<https://api.github.com/repos/a/b?page=2>; rel="next"' } });
  expect((await ask({ ...connection, host }, "GET /x")).next).toBe("GET /repos/a/b?page=2");
});

test.each<[Record<string, unknown>, string]>([
  [{ message: "Failed.", errors: ["one", { message: "two" }, { code: "x" }, null] }, "Failed. one two"],
  [{ errors: "all" }, ""],
  [{ message: "", errors: ["one", "", "two"] }, "one two"],
  [{ message: 7 }, ""],
  [{ message: "The token ghp_secret is wrong" }, "The token [token] is wrong"],
])("the reason in %j is %j", (body, reason) => {
  expect(reasonOf({ status: 422, body }, connection)).toBe(reason);
});

test("a token that is not accepted is refused with the way to a new one", async () => {
  github.answer({ status: 401, body: { message: "Bad credentials" } });
  expect(await messageOf(ask(byGh(), "GET /user"))).toBe("github.test does not accept the login of gh. Run gh auth login again.");
  expect(await messageOf(ask(connection, "GET /user"))).toBe("github.test does not accept the token in GITHUB_TOKEN. Create a new one, or unset it and run gh auth login.");
});

test("status 500 is the first that is an outage", async () => {
  github.answer({ status: 499, body: {} }, { status: 500, body: {} });
  expect(await ask(connection, "POST /x")).toMatchObject({ status: 499 });
  expect(await messageOf(ask(connection, "POST /x"))).toBe("github.test answered with a server error (500). Try again later.");
  expect(github.requests).toHaveLength(2);
});

test("a server that is not there is named with the code of the network", async () => {
  const host = { ...connection.host, api: "http://127.0.0.1:1/api/v3" };
  const error = await ask({ ...connection, host }, "GET /user").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toMatch(/^UserError: 127\.0\.0\.1:1 cannot be reached \([^()]+\)\. /);
});

test("a run that was stopped ends with its reason, and asks nothing", async () => {
  const stop = AbortSignal.abort(new Error("Stopped."));
  expect(await messageOf(ask({ ...connection, stop }, "GET /user"))).toBe("Stopped.");
  expect(github.requests).toEqual([]);
});
