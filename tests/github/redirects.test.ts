// Redirects: the login goes to the server of the connection only, wherever its answers lead.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ask } from "../../src/github/client.ts";
import { remotely, urlOf, type Way } from "../../src/github/push.ts";
import { messageOf } from "../support/canned.ts";
import { environmentForEach } from "../support/in-process.ts";
import { commitOn } from "../support/small-class.ts";
import { cleanEnvironment, git, temporary } from "../support/sandbox.ts";

/** What another server was sent, with its headers. */
const stolen: (string | undefined)[] = [];
const other = createServer((req, res) => {
  stolen.push(req.headers.authorization);
  const service = /service=(git-[\w-]+)/.exec(req.url ?? "")?.[1];
  const line = `# service=${service}\n`;
  if (service === undefined) return void res.writeHead(200).end("0000");
  res.writeHead(200, { "content-type": `application/x-${service}-advertisement` });
  res.end(`${(line.length + 4).toString(16).padStart(4, "0")}${line}0000000eversion 2\n0000`);
});
let status = 301;
const server = createServer((req, res) => void res.writeHead(status, { location: `http://localhost:${portOf(other)}${req.url}` }).end());
const portOf = (of: typeof server) => (of.address() as AddressInfo).port;

beforeAll(async () => {
  for (const each of [other, server]) await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => { stolen.length = 0; });
afterAll(() => void [other, server].forEach((each) => each.close()));

/** A user may follow redirects everywhere. */
environmentForEach(() => cleanEnvironment("[http]\n\tfollowRedirects = true\n[http \"http://127.0.0.1\"]\n\tfollowRedirects = true\n"));

function wayTo(folder: string): Way {
  const address = `http://127.0.0.1:${portOf(server)}`;
  const host = { api: `${address}/api`, server: address, name: "github.test" };
  return { folder, to: { owner: "ann", name: "blog" }, connection: { host, login: { token: "ghp_secret", from: "GITHUB_TOKEN" }, stop: new AbortController().signal, pause: 1 } };
}

test.each([301, 302, 307, 308])("Git follows no redirect (%i), to list, to fetch or to push", async (code) => {
  status = code;
  const folder = temporary();
  await git(folder, "init", "--quiet", "--initial-branch=main");
  await commitOn(folder, "main", undefined, { "a.txt": "one\n" });
  const way = wayTo(folder);
  for (const [command = "", ...refs] of [["ls-remote"], ["fetch", "main"], ["push", "main"]]) {
    expect(await messageOf(remotely(way, [command, urlOf(way), ...refs]))).toBe("github.test sends Git to another address, where the login must not go. If the repo was renamed or moved, use its new name.");
  }
  expect(stolen).toEqual([]);
});

test.each([301, 307])("a request to the API that is redirected (%i) is sent on without the login", async (code) => {
  status = code;
  await ask(wayTo(temporary()).connection, "GET /user").catch(() => undefined);
  expect(stolen).toEqual([undefined]);
});
