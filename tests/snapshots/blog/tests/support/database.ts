// Test database: in memory, or on the server at TEST_DATABASE_URL.
import { config } from "../../src/config.ts";
import { database, use, type Driver } from "../../src/database/database.ts";
import { open } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import { openPostgres } from "../../src/database/postgres.ts";

declare global {
  var testDatabase: Driver;
}

/** Connects the app to the test database and empties every table. */
export async function emptyDatabase(): Promise<void> {
  // A global, because modules are loaded again for each test file, and opening a database takes a second.
  globalThis.testDatabase ??= await openMigrated();
  use(globalThis.testDatabase);
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name <> 'migrations'`,
  );
  const names = tables.map(({ name }) => `"${name}"`).join(", ");
  await database.script(`truncate ${names} restart identity cascade`);
}

async function openMigrated(): Promise<Driver> {
  const url = config.DATABASE_URL;
  if (url !== undefined) checkName(url);
  const driver = url === undefined ? await open("memory://") : openPostgres(url);
  use(driver);
  await driver.script("drop schema public cascade; create schema public");
  await migrate();
  return driver;
}

/** The tests delete everything in their database, so its name must say that it is theirs. */
function checkName(url: string): void {
  const name = new URL(url).pathname.slice(1);
  const advice = 'and tests empty it. Use one with "test" in its name.';
  if (!name.includes("test")) throw new Error(`TEST_DATABASE_URL names the database "${name}", ${advice}`);
}
