// Brings the tables up to date: every file in migrations/ runs once, in the order of its number.
import { readFileSync, readdirSync } from "node:fs";
import { database, type Queryable } from "./database.ts";

export const migrationsFolder = new URL("../../migrations/", import.meta.url);

/** Runs what has not run yet, and returns its names. All or nothing, and safe when two copies of the app start at once. */
export async function migrate(): Promise<string[]> {
  return database.transaction(async (tx) => {
    await waitForOthers(tx);
    await tx.script("create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())");
    const applied = await tx.query<{ name: string }>("select name from migrations");
    const waiting = readdirSync(migrationsFolder)
      .filter((name) => name.endsWith(".sql") && !applied.some((done) => done.name === name))
      .sort();
    for (const name of waiting) {
      const sql = readFileSync(new URL(name, migrationsFolder), "utf8");
      await tx.script(sql).catch((error: Error) => {
        throw new Error(`migrations/${name}: ${error.message}`, { cause: error });
      });
      await tx.query("insert into migrations (name) values ($1)", [name]);
    }
    return waiting;
  });
}

/** A second copy of the app that starts at the same time waits here until the first one's transaction is over. */
export async function waitForOthers(tx: Queryable): Promise<void> {
  // The number means nothing; it only has to be the same in every copy.
  await tx.query("select pg_advisory_xact_lock(20260131)");
}
