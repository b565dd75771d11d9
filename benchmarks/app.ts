// App benchmark: the generated API in production, with all its peers on one PostgreSQL server.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "../tests/support/app.ts";
import { install, installedRepo } from "../tests/support/install.ts";
import { newDatabase, sql, startPostgres } from "../tests/support/postgres.ts";
import { draftOf } from "../tests/support/repos.ts";
import { npmRun, program } from "../tests/support/run-npm.ts";
import { checkAnswers, contest, loads, peers, type Bench } from "./contest.ts";
import { fillReviews, measureGrowth, type Growth } from "./growth.ts";
import type { Row } from "./report.ts";
import { startServer, type Server } from "./server.ts";

/** All as in production, but for the limits of requests: one client would soon be told to wait. */
const production = { NODE_ENV: "production", HOST: "127.0.0.1", RATE_LIMIT: "1000000000", LOGIN_LIMIT: "1000000000" };

/** Lists, reads and creates reviews, each server in turn; then lets the table grow to each of the sizes. */
export async function compareApp(bench: Bench, sizes: number[]): Promise<{ rows: Row[]; growth: Growth[] }> {
  const folder = mkdtempSync(join(tmpdir(), "backend-starter-bench-"));
  const postgres = await startPostgres();
  const servers: Server[] = [];
  try {
    const url = await newDatabase(postgres.port);
    const repo = await builtRepo(join(folder, "api"), url);
    const ours = await startServer(commands.build[1] ?? "", repo, { ...production, DATABASE_URL: url });
    servers.push(ours);
    for (const { script } of peers) servers.push(await startServer(join(bench.folder, script), bench.folder, { NODE_ENV: "production", DATABASE_URL: url }));
    // One person reviews one book again and again here.
    await sql(url, "drop index reviews_book_id_key");
    await fillReviews(url, 200);
    await checkAnswers(servers);
    const rows: Row[] = [];
    for (const load of loads(await logIn(ours.url))) rows.push(...(await contest(load, servers, bench)));
    return { rows, growth: await measureGrowth(ours.url, url, sizes) };
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
  const [node = "", ...args] = [...commands.database, "db:seed"];
  const seeded = await program(repo, node, args, { NODE_ENV: "production", DATABASE_URL: url });
  if (seeded.exitCode !== 0) throw new Error(`The database cannot be seeded: ${seeded.output}`);
  return repo;
}

async function logIn(url: string): Promise<string> {
  const account = { name: "Ann", email: "ann@example.com", password: "correct horse battery" };
  const post = (path: string, body: object) => fetch(url + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  await post("/api/auth/register", account);
  const answer = await post("/api/auth/login", { email: account.email, password: account.password });
  return ((await answer.json()) as { token: string }).token;
}
