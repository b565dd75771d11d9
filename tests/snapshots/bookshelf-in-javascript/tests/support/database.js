// Test database: in memory, or on the server at TEST_DATABASE_URL.
import { config } from "../../src/config.js";
import { database, use } from "../../src/database/database.js";
import { open } from "../../src/database/embedded.js";
import { migrate } from "../../src/database/migrate.js";
import { openPostgres } from "../../src/database/postgres.js";

// Opening a database takes a second, so all test files share one.
let opened;

/** Connects the app to the test database, in which it deletes all tables and creates them again. */
export async function emptyDatabase() {
  opened ??= await openTestDatabase();
  use(opened);
  await database.script("drop schema public cascade; create schema public");
  await migrate();
}

async function openTestDatabase() {
  // vitest.config.js sets it to TEST_DATABASE_URL.
  const url = config.DATABASE_URL;
  if (url === undefined) return open("memory://");
  // The tests delete everything in their database, so its name must say that it is theirs.
  const name = new URL(url).pathname.slice(1);
  if (name.includes("test")) return openPostgres(url);
  throw new Error(`Tests empty the database at TEST_DATABASE_URL: "${name}" has no "test" in its name.`);
}
