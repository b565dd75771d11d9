// Test database: in memory, or on the server at TEST_DATABASE_URL.
import { config } from "../../src/config.js";
import { database, use } from "../../src/database/database.js";
import { open } from "../../src/database/embedded.js";
import { migrate } from "../../src/database/migrate.js";
import { openPostgres } from "../../src/database/postgres.js";

/** Connects the app to the test database and empties every table. */
export async function emptyDatabase() {
  // A global, because modules are loaded again for each test file, and opening a database takes a second.
  globalThis.testDatabase ??= await openMigrated();
  use(globalThis.testDatabase);
  const tables = await database.query(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name <> 'migrations'`,
  );
  const names = tables.map(({ name }) => `"${name}"`).join(", ");
  await database.script(`truncate ${names} restart identity cascade`);
}

async function openMigrated() {
  const url = config.DATABASE_URL;
  if (url !== undefined) checkName(url);
  const driver = url === undefined ? await open("memory://") : openPostgres(url);
  use(driver);
  await driver.script("drop schema public cascade; create schema public");
  await migrate();
  return driver;
}

/** The tests delete everything in their database, so its name must say that it is theirs. */
function checkName(url) {
  const name = new URL(url).pathname.slice(1);
  const advice = 'and tests empty it. Use one with "test" in its name.';
  if (!name.includes("test")) throw new Error(`TEST_DATABASE_URL names the database "${name}", ${advice}`);
}
