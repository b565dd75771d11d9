// Migrations: each file in migrations/ runs once, in the order of the numbers.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { config } from "../config.ts";
import { logger } from "../logger.ts";
import { database, type Queryable } from "./database.ts";

const folder = join(import.meta.dirname, "../../migrations");

/** Runs the pending migrations, all or none, and returns their names. */
export async function migrate(): Promise<string[]> {
  return alone(async (tx) => {
    const migrations = await listMigrations(tx);
    for (const { name } of migrations.filter(({ state }) => state === "changed")) complain(name);
    const pending = migrations.filter(({ state }) => state === "pending");
    for (const { name, sql, hash } of pending) {
      await tx.script(sql).catch((error: Error) => {
        throw new Error(`migrations/${name}: ${error.message}`, { cause: error });
      });
      await tx.query("insert into migrations (name, hash) values ($1, $2)", [name, hash]);
    }
    return pending.map(({ name }) => name);
  });
}

/** Runs `work` in one transaction. Another instance that starts at the same time waits until it ends. */
export async function alone<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  return database.longTransaction(async (tx) => {
    // The number is arbitrary, but must be the same in every instance.
    await tx.query("select pg_advisory_xact_lock(20260131)");
    return work(tx);
  });
}

/** All migrations, by name. The hash of a file shows whether it has changed since it ran. */
export async function listMigrations(tx: Queryable) {
  await tx.script(`create table if not exists migrations
    (name text primary key, hash text not null, applied_at timestamptz not null default now())`);
  const rows = await tx.query<{ name: string; hash: string }>("select name, hash from migrations");
  const applied = new Map(rows.map(({ name, hash }) => [name, hash]));
  // Editors and systems create hidden files next to ours.
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql") && !name.startsWith("."));
  return names.sort().map((name) => {
    // The same line endings, and no byte order mark, whatever editor wrote the file.
    const text = readFileSync(join(folder, name), "utf8").replace("\uFEFF", "");
    const sql = text.replaceAll("\r\n", "\n").trim();
    const hash = createHash("sha256").update(sql).digest("hex");
    const before = applied.get(name);
    const state = before === undefined ? "pending" : before === hash ? "applied" : "changed";
    return { name, state, sql, hash };
  });
}

/** In production the app continues, because a migration that ran cannot be undone. */
function complain(name: string): void {
  const reason = `${name.slice(0, 4)} changed after it ran: run db:reset, or write a new migration`;
  if (config.NODE_ENV !== "production") throw new Error(reason);
  logger.warn(reason);
}
