// App benchmark: the generated API in production, compared with bare handlers that send the same SQL to the same
// server.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "../tests/support/app.ts";
import { install, installedRepo } from "../tests/support/install.ts";
import { newDatabase, sql, startPostgres } from "../tests/support/postgres.ts";
import { draftOf } from "../tests/support/repos.ts";
import { npmRun, program } from "../tests/support/run-npm.ts";
import { compare, type Pair } from "./figures.ts";
import type { Row } from "./report.ts";
import { requestsPerSecond, type Load } from "./requests.ts";
import { startServer, type Server } from "./server.ts";

/** All as in production, but for the limits of requests: one client would soon be told to wait. */
const production = { NODE_ENV: "production", HOST: "127.0.0.1", RATE_LIMIT: "1000000000", LOGIN_LIMIT: "1000000000" };
const peers = ["bare-express", "bare-fastify"] as const;
const titles = { "bare-express": "Express + pg", "bare-fastify": "Fastify + pg" };
const targets: Record<string, number> = { "bare-express": 0.8 };

interface Bench {
  /** the folder of the peers */
  folder: string;
  rounds: number;
  seconds: number;
}

/** Lists, reads and creates reviews, each server in turn. */
export async function compareApp(bench: Bench): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "backend-starter-bench-"));
  const postgres = await startPostgres();
  const servers: Server[] = [];
  try {
    const url = await newDatabase(postgres.port);
    const repo = await builtRepo(join(folder, "api"), url);
    const ours = await startServer(commands.build[1] ?? "", repo, { ...production, DATABASE_URL: url });
    servers.push(ours);
    for (const peer of peers) servers.push(await startServer(join(bench.folder, `${peer}.js`), bench.folder, { NODE_ENV: "production", DATABASE_URL: url }));
    await fill(url);
    const rows: Row[] = [];
    for (const load of loads(await logIn(ours.url))) rows.push(...(await measured(load, servers, bench)));
    return rows;
  } finally {
    for (const server of servers) await server.stop();
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function builtRepo(folder: string, url: string): Promise<string> {
  await install(draftOf("bookshelf"));
  mkdirSync(folder);
  const repo = installedRepo("bookshelf", folder);
  const built = await npmRun(repo, "build");
  if (built.exitCode !== 0) throw new Error(`The repo does not build: ${built.output}`);
  const [node = "", ...args] = [...commands.database, "seed"];
  const seeded = await program(repo, node, args, { NODE_ENV: "production", DATABASE_URL: url });
  if (seeded.exitCode !== 0) throw new Error(`The database cannot be seeded: ${seeded.output}`);
  return repo;
}

/** Enough rows for a full page. */
async function fill(url: string): Promise<void> {
  await sql(url, "insert into reviews (rating, body, book_id, owner_id) select 4, 'Better on every reading: ' || n, 1, 1 from generate_series(1, 200) n");
}

async function logIn(url: string): Promise<string> {
  const account = { name: "Ann", email: "ann@example.com", password: "correct horse battery" };
  const post = (path: string, body: object) => fetch(url + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  await post("/api/auth/register", account);
  const answer = await post("/api/auth/login", { email: account.email, password: account.password });
  return ((await answer.json()) as { token: string }).token;
}

function loads(token: string): Load[] {
  const review = JSON.stringify({ rating: 5, body: "Funnier on every reading.", recommended: true, bookId: 1 });
  const headers = ["content-type=application/json", `authorization=Bearer ${token}`].flatMap((header) => ["--headers", header]);
  return [
    { what: "list: 20 of 200 reviews", path: "/api/reviews" },
    { what: "read: one review", path: "/api/reviews/1" },
    { what: "create: a review", path: "/api/reviews", options: ["--method", "POST", ...headers, "--body", review] },
  ];
}

async function measured(load: Load, servers: Server[], { folder, rounds, seconds }: Bench): Promise<Row[]> {
  for (const { url } of servers) await requestsPerSecond(folder, url, load, 2);
  const turns: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turn: number[] = [];
    for (const { url } of servers) turn.push(await requestsPerSecond(folder, url, load, seconds));
    turns.push(turn);
  }
  return peers.map((peer, at) => {
    const pairs = turns.map((turn): Pair => [turn[0] ?? 0, turn[at + 1] ?? 0]);
    return { what: load.what, against: titles[peer], unit: "requests/s", target: targets[peer], ...compare(pairs) };
  });
}
