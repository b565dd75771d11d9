// Database tests: what the rest of the app relies on, with PGlite and a server alike.
import { describe, expect, test } from "vitest";
import { findUserByEmail } from "../src/auth/users.queries.ts";
import { database } from "../src/database/database.ts";
import { migrate } from "../src/database/migrate.ts";
import { demo, seed } from "../src/database/seed.ts";

const addUser = "insert into users (name, email, password_hash) values ('Ann', 'ann@example.com', '')";

/** The number of rows in each table. */
async function rowsInTables(): Promise<number[]> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name not in ('migrations', 'sessions')`,
  );
  const counts: number[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ rows: number }>(`select count(*) as rows from "${name}"`);
    counts.push(row!.rows);
  }
  return counts;
}

describe("The database", () => {
  test("returns numbers, dates and times as JSON values", async () => {
    const rows = await database.query(
      `select 7::int8 as a, 1.50::numeric as b, date '2026-01-31' as c,
         timestamptz '2026-01-31 10:00+01' as d`,
    );
    expect(rows).toEqual([{ a: 7, b: 1.5, c: "2026-01-31", d: "2026-01-31T09:00:00.000Z" }]);
  });

  test("runs a transaction completely or not at all", async () => {
    const failing = database.transaction(async (tx) => {
      await tx.query(addUser);
      await tx.query(addUser);
    });
    await expect(failing).rejects.toThrow(/users_email_key/);
    expect(await findUserByEmail("ann@example.com")).toBeUndefined();
  });

  test("runs no migration twice", async () => {
    expect(await migrate()).toEqual([]);
  });

  test("refuses to continue if a migration changed after it ran", async () => {
    const [first] = await database.query<{ hash: string }>("select hash from migrations where name like '0001%'");
    await database.query("update migrations set hash = 'another' where name like '0001%'");
    await expect(migrate()).rejects.toThrow("0001 changed after it ran: run db:reset, or write a new migration");
    await database.query("update migrations set hash = $1 where name like '0001%'", [first!.hash]);
    expect(await migrate()).toEqual([]);
  });

  test("names the table, column and statement of a broken constraint, but no values", async () => {
    const text = "insert into users (name, email, password_hash) values ('Ann', $1, 'secret')";
    const error = await database.query(text, ["ANN@example.com"]).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ table: "users", column: "email", statement: text });
    expect(JSON.stringify(error)).not.toMatch(/ANN@example.com/);
  });

  test("gets its examples only once", async () => {
    await seed();
    const before = await rowsInTables();
    await seed();
    expect(await findUserByEmail(demo.email)).toMatchObject({ name: demo.name });
    expect(Math.max(...before)).toBeGreaterThan(0);
    expect(await rowsInTables()).toEqual(before);
  });
});
