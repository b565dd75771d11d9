// Databases of hosting services: behind a pooler, with unusual settings, and with slow migrations.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { commands, startRoomyApp } from "../support/app.ts";
import { folderForThisFile } from "../support/folders.ts";
import { ask, newcomer } from "../support/http.ts";
import { installedRepo, repoForThisFile } from "../support/install.ts";
import { hasPooler, startPooler } from "../support/pgbouncer.ts";
import { hasPostgres, newDatabase, sql } from "../support/postgres.ts";
import { program } from "../support/run-npm.ts";

const all = process.env.TEST_ALL === "1";
const repo = repoForThisFile("bookshelf");
const awkward = installedRepo("awkward", join(folderForThisFile(), "awkward"));
const migration = join(repo, "migrations/0099_slow.sql");

const strange = ["timezone to 'Asia/Kolkata'", "datestyle to 'German'", "intervalstyle to 'sql_standard'"];

async function unusualDatabase(more: string[] = []): Promise<string> {
  const url = await newDatabase();
  for (const setting of [...strange, ...more]) await sql(url, `alter database ${new URL(url).pathname.slice(1)} set ${setting}`);
  return url;
}

/** Expects the project's own tests to pass on a database. */
async function expectGreen(folder: string, url: string): Promise<void> {
  const { exitCode, output } = await program(folder, process.execPath, ["node_modules/vitest/vitest.mjs", "run"], { TEST_DATABASE_URL: url });
  expect(output).toMatch(/Tests .*passed/);
  expect(exitCode, output).toBe(0);
}

describe.runIf(hasPostgres())("A server with unusual settings", () => {
  // Those of the bookshelf pass behind PgBouncer too, on the same settings.
  test.each<[string, string]>([["awkward", awkward], ...(all ? [["bookshelf", repo]] satisfies [string, string][] : [])])("the tests of the project %s pass", async (_, folder) => {
    await expectGreen(folder, await unusualDatabase(["search_path to 'elsewhere'"]));
  });
});

describe.runIf(hasPostgres() && hasPooler)("Behind PgBouncer in transaction mode", () => {
  test("the project's own tests pass, with unusual settings of the server too", async () => {
    await expectGreen(repo, await startPooler(new URL(await unusualDatabase())));
  });

  test("two instances that start at once migrate and seed once, and share accounts", async () => {
    const env = { DATABASE_URL: await startPooler(new URL(await newDatabase())) };
    const [one, two] = await Promise.all([startRoomyApp(repo, { env }), startRoomyApp(repo, { env })]);
    const { token, email } = await newcomer(one);
    for (let count = 0; count < 20; count += 1) expect((await ask(two, "GET /api/auth/me", { token })).body).toMatchObject({ email });
    await Promise.all([one.stop(), two.stop()]);
  });
});

describe.runIf(hasPostgres())("A migration", () => {
  const migrate = (url: string, env = {}) => program(repo, process.execPath, [...commands.database.slice(1), "db:migrate"], { DATABASE_URL: url, ...env });

  test("may take longer than the timeout of a request, and a second instance waits for it", async () => {
    const url = await newDatabase();
    await migrate(url);
    writeFileSync(migration, "select pg_sleep(16); create table late (id integer);");
    onTestFinished(() => renameSync(migration, join(repo, "slow.txt")));
    const [one, two] = await Promise.all([migrate(url), migrate(url)]);
    expect([one, two]).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
    expect([one.output, two.output].sort()).toEqual(["All migrations were already applied.", "Applied 0099_slow.sql."]);
  });

  test("that was edited after it ran stops the app in development, and is a warning in production", async () => {
    const url = await newDatabase();
    const file = join(repo, "migrations/0004_create_books.sql");
    const original = readFileSync(file, "utf8");
    onTestFinished(() => writeFileSync(file, original));
    await migrate(url);
    writeFileSync(file, `\uFEFF${original.replaceAll("\n", "\r\n")}`);
    expect(await migrate(url)).toMatchObject({ exitCode: 0 });

    writeFileSync(file, original.replace("title", "headline"));
    const told = "0004 changed after it ran: run db:reset, or write a new migration";
    expect(await migrate(url)).toEqual({ exitCode: 1, output: told });
    const production = await migrate(url, { NODE_ENV: "production" });
    expect(production).toMatchObject({ exitCode: 0, output: expect.stringContaining(told) as string });
  });
});
