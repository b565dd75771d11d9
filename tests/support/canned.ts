// Canned responses: a server on this machine that answers with what a test wrote down, and keeps what it was asked.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Connection } from "../../src/github/client.ts";

export interface Response {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Request {
  route: string;
  headers: NodeJS.Dict<string | string[]>;
  body: unknown;
}

export interface Canned {
  /** A connection to the server, as Ann, with a token from the environment. */
  connection: Connection;
  /** What it was asked in this test. */
  requests: Request[];
  /** The routes of the requests. */
  routes: () => string[];
  /** The next responses; the last one is repeated. */
  answer: (...responses: Response[]) => void;
}

/** A server for the tests of a file. Its API is below a path, as on GitHub Enterprise, if one is given. */
export function cannedForThisFile(path = ""): Canned {
  const requests: Request[] = [];
  let responses: Response[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
      const text = Buffer.concat(chunks).toString();
      requests.push({ route: `${req.method} ${req.url}`, headers: req.headers, body: text === "" ? undefined : JSON.parse(text) });
      const { status, body, headers } = (responses.length > 1 ? responses.shift() : responses[0]) ?? { status: 500 };
      res.writeHead(status, headers).end(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
  });
  const connection: Connection = { host: { api: "", server: "https://github.test", name: "github.test" }, login: { token: "ghp_secret", from: "GITHUB_TOKEN" }, stop: new AbortController().signal, pause: 1 };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    connection.host.api = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  });
  beforeEach(() => {
    requests.length = 0;
    responses = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { connection, requests, routes: () => requests.map(({ route }) => route), answer: (...next) => { responses = next; } };
}

/** The message of the error with which some work ends. */
export async function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => "no error", (error: Error) => error.message);
}
