// What the database promises to the rest of the app, on PGlite and on a server alike.
import { describe, expect, test } from "vitest";
import { database } from "../src/database/database.ts";
import { migrate } from "../src/database/migrate.ts";
import { demo, seed } from "../src/database/seed.ts";
import { call } from "./support/api.ts";
import { logIn } from "./support/users.ts";

const addUser = "insert into users (name, email, password_hash) values ('Ann', 'ann@example.com', '')";

async function rowsIn(table: string): Promise<number | undefined> {
  const [row] = await database.query<{ rows: number }>(`select count(*) as rows from ${table}`);
  return row?.rows;
}

describe("The database", () => {
  test("gives numbers, days and times the way JSON says them", async () => {
    const rows = await database.query("select 7::int8 as a, 1.50::numeric as b, date '2026-01-31' as c, timestamptz '2026-01-31 10:00+01' as d");
    expect(rows).toEqual([{ a: 7, b: 1.5, c: "2026-01-31", d: "2026-01-31T09:00:00.000Z" }]);
  });

  test("does a transaction as a whole or not at all", async () => {
    const failing = database.transaction(async (tx) => {
      await tx.query(addUser);
      await tx.query(addUser);
    });
    await expect(failing).rejects.toThrow(/users_email_key/);
    expect(await rowsIn("users")).toBe(0);
  });

  test("has nothing to do when it is migrated again", async () => {
    expect(await migrate()).toEqual([]);
  });

  test("gets its examples once, however often it is seeded", async () => {
    await seed();
    // const table = "{{first.plural.snake}}";
    // {{#specimen}}
    const table = "sample_items";
    // {{/specimen}}
    const before = await rowsIn(table);
    await seed();
    expect(before).toBeGreaterThan(0);
    expect(await rowsIn(table)).toBe(before);
    expect((await call("GET /api/auth/me", { token: await logIn(demo.email, demo.password) })).status).toBe(200);
  });
});
