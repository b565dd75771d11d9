// Test database: in memory, or on the server at TEST_DATABASE_URL.
import { config } from "../../src/config.ts";
import { database, use, type Driver } from "../../src/database/database.ts";
import { open } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import { openPostgres } from "../../src/database/postgres.ts";

// Opening a database takes a second, so all test files share one.
let opened: Driver | undefined;

/** Connects the app to the test database, in which it deletes all tables and creates them again. */
export async function emptyDatabase(): Promise<void> {
  opened ??= await openTestDatabase();
  use(opened);
  await database.script("drop schema public cascade; create schema public");
  await migrate();
}

async function openTestDatabase(): Promise<Driver> {
  // vitest.config.ts sets it to TEST_DATABASE_URL.
  const url = config.DATABASE_URL;
  if (url === undefined) return open("memory://");
  // The tests delete everything in their database, so its name must say that it is theirs.
  const name = new URL(url).pathname.slice(1);
  if (name.includes("test")) return openPostgres(url);
  throw new Error(`Tests empty the database at TEST_DATABASE_URL: "${name}" has no "test" in its name.`);
}
