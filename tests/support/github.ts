// GitHub simulator: a server on this machine. Requests and responses of its REST API are checked against GitHub's
// OpenAPI description; behind it are real bare repositories, to which Git pushes over smart HTTP.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaSync } from "execa";
import { gitBackend } from "./git-backend.ts";
import { githubApi, type GitHubApi } from "./github-api.ts";
import { githubOperations, type GitHubState } from "./github-operations.ts";

/** Ann's token. It looks like GitHub's own. */
export const token = "ghp_AnnsOwnSecretTokenOf36Characters0001";

export interface GitHub {
  state: GitHubState;
  /** All requests, including those of Git, such as "POST /user/repos". */
  requests: string[];
  /** Requests and responses that GitHub's description does not allow. */
  defects: string[];
  /** Answers matching requests with this response from now on; with a status of 0, not at all. */
  refuse: (route: RegExp, status: number, body: object, headers?: Record<string, string>) => void;
  /** The refusals in effect. */
  refusals: Refusal[];
  /** The environment that makes a program use this server. */
  env: { GITHUB_API_URL: string; GITHUB_SERVER_URL: string };
  url: string;
  /** A bare repo's folder. */
  folderOf: (repo: string) => string;
  /** Restores the state at the start: no repositories, no refusals. */
  reset: () => void;
  close: () => Promise<void>;
}

/** The scopes of a token, which GitHub sends with every response. */
const scopes = { "x-oauth-scopes": "repo, read:org, workflow" };

interface Refusal {
  route: RegExp;
  status: number;
  body: object;
  headers: Record<string, string>;
}

/** Starts the simulator, with https if there is a certificate. */
export async function startGitHub(certificate?: { key: string; cert: string }): Promise<GitHub> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "github-")));
  const state: GitHubState = { root, tokens: new Map(), organisations: new Map(), repos: new Map(), activities: new Map(), now: () => new Date() };
  const requests: string[] = [];
  const defects: string[] = [];
  const refusals: Refusal[] = [];
  const api = await githubApi(githubOperations(state), defects);

  const answer = (req: IncomingMessage, res: ServerResponse): void => {
    const path = (req.url ?? "/").replace(/^\/api\/v3/, "");
    requests.push(`${req.method} ${path}`);
    const refusal = refusals.find(({ route }) => route.test(`${req.method} ${path}`));
    const login = state.tokens.get(tokenOf(req));
    if (refusal?.status === 0) return;
    if (refusal !== undefined) return send(res, refusal.status, refusal.body, refusal.headers);
    if (/\.git\//.test(path)) return gitBackend({ req, res, path, login, state });
    if (login === undefined) return send(res, 401, { message: "Bad credentials", documentation_url: "https://docs.github.com/rest", status: "401" });
    if (path === "/" || path === "/api/graphql") return send(res, 200, { data: { viewer: { login } } }, scopes); // The request of gh for its login.
    void askApi(req, res, { api, path, login });
  };
  const server = certificate === undefined ? createServer(answer) : createSecureServer(certificate, answer);
  const url = await listen(server, certificate === undefined ? "http://127.0.0.1" : "https://localhost");
  const reset = () => {
    rmSync(root, { recursive: true, force: true });
    state.repos.clear();
    state.activities.clear();
    state.now = () => new Date();
    state.organisations.clear();
    state.tokens.clear();
    state.tokens.set(token, "ann");
    requests.length = defects.length = refusals.length = 0;
  };
  reset();
  return {
    state,
    requests,
    defects,
    refusals,
    refuse: (route, status, body, headers = {}) => void refusals.push({ route, status, body, headers }),
    env: { GITHUB_API_URL: `${url}/api/v3`, GITHUB_SERVER_URL: url },
    url,
    folderOf: (repo) => join(root, `${repo}.git`),
    reset,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A key and a certificate for localhost and github.test, made by openssl. */
export function makeCertificate(folder: string): { keyFile: string; certFile: string } {
  const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,DNS:github.test,IP:127.0.0.1"];
  execaSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", keyFile, "-out", certFile, ...subject]);
  return { keyFile, certFile };
}

async function listen(server: Server, address: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `${address}:${(server.address() as AddressInfo).port}`;
}

/** The token from "Bearer ...", from "token ..." (gh), or from the password of Basic (Git). */
function tokenOf({ headers }: IncomingMessage): string {
  const [kind, value = ""] = (headers.authorization ?? "").split(" ");
  return kind === "Basic" ? Buffer.from(value, "base64").toString().replace(/^[^:]*:/, "") : value;
}

async function askApi(req: IncomingMessage, res: ServerResponse, { api, path, login }: { api: GitHubApi; path: string; login: string }): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const { status, json } = await api({ method: req.method ?? "GET", path, contentType: req.headers["content-type"], body: Buffer.concat(chunks).toString(), login });
  if (Array.isArray(json)) return sendPage(res, json, new URL(path, "http://localhost"));
  if (json === undefined) return void res.writeHead(status, scopes).end();
  send(res, status, json, scopes);
}

/** A page of a list, and the link to the next one. A list of activities has no numbered pages. */
function sendPage(res: ServerResponse, list: unknown[], { searchParams, pathname }: URL): void {
  const [start, size] = [Number(searchParams.get("after") ?? 0), Number(searchParams.get("per_page") ?? 30)];
  searchParams.set("after", String(start + size));
  const more = start + size < list.length ? { link: `<https://github.invalid${pathname}?${searchParams.toString()}>; rel="next"` } : {};
  res.writeHead(200, { "content-type": "application/json", ...scopes, ...more }).end(JSON.stringify(list.slice(start, start + size)));
}

function send(res: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
