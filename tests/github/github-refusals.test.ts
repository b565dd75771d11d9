// GitHub refusals: messages for refusals of GitHub, Git and the network. tests/bin/publish-faults.test.ts causes them.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "../../src/github/client.ts";
import { hostFrom } from "../../src/github/host.ts";
import { pushError } from "../../src/github/push-error.ts";
import { findRepo, loginName, makeRepo, setTopics } from "../../src/github/repos.ts";
import { unreachable } from "../../src/github/unreachable.ts";

interface Canned {
  status: number;
  text?: string;
  headers?: Record<string, string>;
}

let next: Canned;
/** Responses before that one; a status of 0 resets the connection. */
const before: Canned[] = [];
let asked = 0;
let server: Server;
let connection: Connection;

beforeAll(async () => {
  server = createServer((_, res) => {
    asked += 1;
    const { status, headers, text } = before.shift() ?? next;
    if (status === 0) res.destroy();
    else res.writeHead(status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  connection = { host: { api, server: "https://github.test", name: "github.test" }, login: { token: "ghp_secret", from: "GITHUB_TOKEN" }, stop: new AbortController().signal, pause: 10 };
});
afterAll(() => server.close());

describe("The message for a response of GitHub:", () => {
  const limit = "github.test accepts no more requests from you";
  test.each<[string, Canned, string | RegExp]>([
    ["a token without the scope", { status: 404, text: '{"message":"Not Found"}' }, "github.test does not create ann/my-blog: Not Found. The token in GITHUB_TOKEN needs the scopes repo and workflow."],
    ["a rate limit", { status: 429, headers: { "x-ratelimit-reset": "soon" } }, `${limit} for a while. Try again then.`],
    ["a rate limit, in the message only", { status: 403, text: '{"message":"You have exceeded a secondary rate limit."}' }, `${limit} for a while. Try again then.`],
    ["a rate limit with a time to wait", { status: 403, headers: { "retry-after": "60" } }, /^github\.test accepts no more requests from you until \d\d:\d\d:\d\d\. Try again then\.$/],
    ["a rate limit with an invalid time", { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9".repeat(30) } }, `${limit} for a while. Try again then.`],
    ["a server error with an HTML page", { status: 502, text: "<html>Unicorn" }, "github.test answered with a server error (502). Try again later."],
    ["an unknown status", { status: 418, text: "null" }, "github.test does not create ann/my-blog: status 418."],
    ["an invalid token", { status: 401 }, "github.test does not accept the token in GITHUB_TOKEN. Create a new one, or unset it and run gh auth login."],
  ])("%s", async (_, answer, sentence) => {
    next = answer;
    const made = makeRepo(connection, { owner: "ann", name: "my-blog", login: "ann", description: "", private: true });
    await expect(made).rejects.toMatchObject({ name: "UserError", message: typeof sentence === "string" ? sentence : (expect.stringMatching(sentence) as string) });
  });
});

describe("After a passing error (a server error or a reset connection),", () => {
  const repo = { owner: "ann", name: "my-blog" };
  const routes: Record<string, { answer: Canned; work: () => Promise<unknown>; repeatable: boolean }> = {
    "GET /user": { answer: { status: 200, text: '{"login":"ann"}' }, work: () => loginName(connection), repeatable: true },
    "GET a repo": { answer: { status: 200, text: "{}" }, work: () => findRepo(connection, repo), repeatable: true },
    "PUT topics": { answer: { status: 200, text: "{}" }, work: () => setTopics(connection, repo, []), repeatable: true },
    "POST a repo": { answer: { status: 201, text: "{}" }, work: () => makeRepo(connection, { ...repo, login: "ann", description: "", private: true }), repeatable: false },
  };
  const cases = Object.keys(routes).flatMap((route) => [0, 500, 502, 503].map((status) => ({ route, status })));

  test.each(cases)("$route with status $status is repeated once if it is idempotent", async ({ route, status }) => {
    const { answer, work, repeatable } = routes[route] ?? expect.fail();
    next = answer;
    before.push({ status });
    asked = 0;
    const outcome = await work().then(() => "done", (error: Error) => error.name);
    expect([outcome, asked]).toEqual(repeatable ? ["done", 2] : ["UserError", 1]);
  });

  test("the second attempt waits for the pause, which Ctrl-C ends", async () => {
    next = { status: 502 };
    const stop = new AbortController();
    asked = 0;
    const waiting = loginName({ ...connection, stop: stop.signal, pause: 60_000 });
    await expect.poll(() => asked, { timeout: 10_000 }).toBe(1);
    stop.abort(new Error("Stopped."));
    await expect(waiting).rejects.toThrow("Stopped.");
    expect(asked).toBe(1);
  });

  test.each([0, 502])("a request is sent twice at most (%i), and not repeated after a refusal", async (status) => {
    next = { status };
    asked = 0;
    await expect(loginName(connection)).rejects.toMatchObject({ name: "UserError" });
    expect(asked).toBe(2);
    next = { status: 429 };
    await expect(loginName(connection)).rejects.toMatchObject({ name: "UserError" });
    expect(asked).toBe(3);
  });
});

test.each([
  ["error: GH006: Protected branch update failed for refs/heads/main.", "protects this branch against pushes. Push another branch (git switch --create my-change) and open a pull request."],
  ["error: GH013: Repository rule violations found for refs/heads/main.", "protects this branch against pushes. Push another branch (git switch --create my-change) and open a pull request."],
  ["error: GH013: Repository rule violations found\n- Push cannot contain secrets", "refuses the push because a commit holds a secret. Remove it from the commits (git commit --amend if it is in the last one), and create a new secret."],
  ["refusing to allow a Personal Access Token to create or update workflow `.github/workflows/ci.yml` without `workflow` scope", "does not let this login push workflows, and the repo has one in .github/workflows. Run gh auth refresh --scopes workflow, or give the token that scope."],
  ["! [rejected] main -> main (fetch first)", "has commits that this folder does not have. Run git pull --rebase, and publish again."],
  ["fatal: unable to access: server certificate verification failed. CAfile: none", "shows a certificate that Git does not trust. If it is your organisation's, set GIT_SSL_CAINFO to the file of its certificate, and try again."],
  ["error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502", "had a server error, or reset the connection. Try again later."],
  ["fatal: unable to access: Could not resolve host: github.test", "cannot be reached by Git. Check the network, and try again."],
  ["remote: Repository not found.", "shows this login no such repo. Publish again, or log in as a user who may see it."],
])("the message for Git's output %j", (said, sentence) => {
  expect(pushError(said, connection).message).toBe(`github.test ${sentence}`);
});

test.each<[string, NodeJS.ProcessEnv, string]>([
  ["ENOTFOUND", {}, "x.test cannot be reached (ENOTFOUND). Check the network, and try again."],
  ["ENOTFOUND", { https_proxy: "http://p" }, "x.test cannot be reached (ENOTFOUND). A proxy is set: set NODE_USE_ENV_PROXY=1 too, which Node.js uses from 22.21 on, and try again."],
  ["ENOTFOUND", { HTTPS_PROXY: "http://p", NODE_USE_ENV_PROXY: "1" }, "x.test cannot be reached (ENOTFOUND). Check the network, and try again."],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", {}, "x.test shows a certificate that Node.js does not trust (UNABLE_TO_VERIFY_LEAF_SIGNATURE). If it is your organisation's, set NODE_EXTRA_CA_CERTS to the file of its certificate, and try again."],
])("the message for the network error %s with the environment %j", (code, env, sentence) => {
  expect(unreachable("x.test", code, env).message).toBe(sentence);
});

test.each<[NodeJS.ProcessEnv, object]>([
  [{}, { api: "https://api.github.com", server: "https://github.com", name: "github.com" }],
  [{ GITHUB_SERVER_URL: "https://github.com/" }, { api: "https://api.github.com", server: "https://github.com" }],
  [{ GITHUB_SERVER_URL: "https://git.example.com" }, { api: "https://git.example.com/api/v3", name: "git.example.com" }],
  [{ GITHUB_API_URL: "https://git.example.com/api/v3/" }, { api: "https://git.example.com/api/v3", server: "https://git.example.com" }],
  [{ GITHUB_API_URL: "https://api.example.ghe.com" }, { server: "https://example.ghe.com" }],
  [{ GITHUB_API_URL: "http://localhost:1/api/v3" }, { server: "http://localhost:1", name: "localhost:1" }],
])("the environment %j selects the GitHub server", (env, host) => {
  expect(hostFrom(env)).toMatchObject(host);
});

test.each([
  ["http://git.example.com", "GITHUB_SERVER_URL does not begin with https://, and a token is only sent over https."],
  ["ftp://localhost", "GITHUB_SERVER_URL does not begin with https://"],
  ["github", "GITHUB_SERVER_URL is not a plain address such as https://github.example.com."],
  ["https://ann:secret@git.example.com", "GITHUB_SERVER_URL is not a plain address"],
])("GITHUB_SERVER_URL=%s is refused, so that no token is sent there", (address, sentence) => {
  expect(() => hostFrom({ GITHUB_API_URL: "https://git.example.com/api/v3", GITHUB_SERVER_URL: address })).toThrow(sentence);
  expect(() => hostFrom({ GITHUB_API_URL: "https://git.example.com/api/v3", GITHUB_SERVER_URL: address })).not.toThrow("secret");
});
