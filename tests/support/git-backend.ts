// Git backend: `git http-backend` behind a server of Node.js that asks for a token, as GitHub does.
import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { execaSync } from "execa";
import { keptMemory } from "../../src/git/git-run.ts";
import { activityOf, type Change, type GitHubState } from "./github-operations.ts";

interface Call {
  req: IncomingMessage;
  res: ServerResponse;
  /** "/ann/my-blog.git/info/refs?service=git-receive-pack" */
  path: string;
  /** The login of the token. */
  login: string | undefined;
  state: GitHubState;
}

/** Answers one request of Git's. */
export function gitBackend({ req, res, path, login, state }: Call): void {
  const [pathInfo = "", query = ""] = path.split("?");
  const repo = pathInfo.slice(1).split(".git/")[0] ?? "";
  if (login === undefined) return void res.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"' }).end("Invalid username or token.");
  if (!state.repos.has(repo)) return void res.writeHead(404).end("Repository not found.");
  const env = {
    ...keptMemory,
    PATH: process.env.PATH,
    GIT_PROJECT_ROOT: state.root,
    GIT_HTTP_EXPORT_ALL: "1",
    GIT_CONFIG_NOSYSTEM: "1",
    REMOTE_USER: login,
    PATH_INFO: pathInfo,
    QUERY_STRING: query,
    REQUEST_METHOD: req.method,
    CONTENT_TYPE: req.headers["content-type"],
    HTTP_CONTENT_ENCODING: req.headers["content-encoding"],
    HTTP_GIT_PROTOCOL: req.headers["git-protocol"] as string | undefined,
  };
  const folder = join(state.root, `${repo}.git`);
  const before = path.endsWith("/git-receive-pack") ? branchesIn(folder) : undefined;
  const cgi = spawn("git", ["http-backend"], { env, stdio: ["pipe", "pipe", "inherit"] });
  req.pipe(cgi.stdin);
  cgi.stdin.on("error", () => {}); // It may answer before it has read all of its input.
  const said: Buffer[] = [];
  cgi.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  cgi.on("close", () => {
    if (before !== undefined) activityOf(state, repo).changes.push(...changesOf(folder, before, state.now()));
    pass(Buffer.concat(said), res);
  });
}

/** The branches of a bare repository: "refs/heads/main" -> its commit. A push stores each in a file of its own. */
function branchesIn(folder: string): Map<string, string> {
  const files = readdirSync(join(folder, "refs/heads"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const branches = files.map((file) => join(file.parentPath, file.name));
  return new Map(branches.map((file) => [relative(folder, file), readFileSync(file, "utf8").trim()]));
}

/** The changes of a push, as GitHub's list of activities shows them. */
function changesOf(folder: string, before: Map<string, string>, time: Date): Change[] {
  const nothing = "0".repeat(40);
  const after = branchesIn(folder);
  const isBehind = (old: string, commit: string) => execaSync("git", ["merge-base", "--is-ancestor", old, commit], { cwd: folder, reject: false }).exitCode === 0;
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((ref) => {
    const [old = nothing, commit = nothing] = [before.get(ref), after.get(ref)];
    if (old === commit) return [];
    const kind = old === nothing ? "branch_creation" : commit === nothing ? "branch_deletion" : isBehind(old, commit) ? "push" : "force_push";
    return [{ before: old, after: commit, ref, timestamp: time.toISOString(), activity_type: kind }];
  });
}

/** Sends the output of a CGI program: headers, an empty line, the body. */
function pass(said: Buffer, res: ServerResponse): void {
  const end = said.indexOf("\r\n\r\n");
  const headers = said.subarray(0, end).toString().split("\r\n").map((line) => line.split(": ") as [string, string]);
  const status = headers.find(([name]) => name === "Status")?.[1] ?? "200";
  res.writeHead(parseInt(status), Object.fromEntries(headers.filter(([name]) => name !== "Status"))).end(said.subarray(end + 4));
}
