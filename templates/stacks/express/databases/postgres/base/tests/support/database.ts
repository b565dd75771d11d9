// The tests' database: in memory, or the server that TEST_DATABASE_URL names.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { config } from "../../src/config.ts";
import { database, use, type Driver } from "../../src/database/database.ts";
import { openInMemory } from "../../src/database/embedded.ts";
import { migrate, migrationsFolder } from "../../src/database/migrate.ts";
import { openPostgres } from "../../src/database/postgres.ts";

declare global {
  var testDatabase: Driver;
}

/** Connects the app to the tests' database, and empties every table. */
export async function emptyDatabase(): Promise<void> {
  // A global variable, because modules are loaded again for each test file, and opening a database takes a second.
  globalThis.testDatabase ??= await (config.DATABASE_URL === undefined ? openMigrated() : openServer(config.DATABASE_URL));
  use(globalThis.testDatabase);
  const tables = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'migrations'",
  );
  await database.script(`truncate ${tables.map(({ name }) => `"${name}"`).join(", ")} restart identity cascade`);
}

async function openServer(url: string): Promise<Driver> {
  const name = new URL(url).pathname.slice(1);
  if (!name.includes("test")) throw new Error(`TEST_DATABASE_URL names the database "${name}", and tests empty it. Use one with "test" in its name.`);
  const server = openPostgres(url);
  use(server);
  await server.script("drop schema public cascade; create schema public");
  await migrate();
  return server;
}

/** Migrating takes some seconds, so the result is kept in a file until a migration changes. */
async function openMigrated(): Promise<Driver> {
  const folder = "node_modules/.cache";
  const file = `${folder}/test-database-${fingerprint()}`;
  if (existsSync(file)) return openInMemory(new Blob([readFileSync(file)]));
  const fresh = await openInMemory();
  use(fresh);
  await migrate();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, new Uint8Array(await (await fresh.dump()).arrayBuffer()));
  renameSync(`${file}.${process.pid}`, file);
  return fresh;
}

function fingerprint(): string {
  const hash = createHash("sha256").update(readFileSync("node_modules/@electric-sql/pglite/package.json"));
  for (const name of readdirSync(migrationsFolder).sort()) hash.update(name).update(readFileSync(new URL(name, migrationsFolder)));
  return hash.digest("hex").slice(0, 16);
}
