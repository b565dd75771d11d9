// Grading server: what a role does to its own database neither outlives its submission nor fills the machine.
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type Server } from "../../src/grading/server.ts";
import { has } from "../support/needs.ts";
import { hasPostgres } from "../support/postgres.ts";
import { temporaryForRuns } from "../support/class.ts";

const folder = temporaryForRuns(); // The server runs as another user, who has to find it.
const root = fileURLToPath(new URL("../..", import.meta.url));

interface Database {
  url: string;
  sql: (text: string, values?: unknown[]) => Promise<unknown[]>;
  statements: (work: () => Promise<void>) => Promise<number>;
  watch: () => Promise<string | undefined>;
  drop: () => Promise<void>;
}

describe.runIf(hasPostgres() && has("The tests of the grading server", "setpriv", "prlimit"))("A role of the grading server", () => {
  let server: Server | undefined;
  let create: () => Promise<Database>;

  beforeAll(async () => {
    mkdirSync(join(folder, "checks/one"), { recursive: true });
    mkdirSync(join(folder, "solution/migrations"), { recursive: true });
    writeFileSync(join(folder, "solution/migrations/1.sql"), "create or replace view\n  totals as select 1 as total;\ncreate table posts (id int);\n");
    const assignments = join(root, "templates/databases/postgres/assignments");
    const grade = join(assignments, "grade");
    for (const file of ["server.js", "admin.js"]) cpSync(join(grade, file), join(folder, file));
    cpSync(join(grade, "check/database.js"), join(folder, "checks/one/database.js"));
    cpSync(join(assignments, "check/values.js"), join(folder, "checks/one/values.js"));
    cpSync(join(root, "templates/assignments/grade/check/memory.js"), join(folder, "checks/one/memory.js"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const { signal } = new AbortController();
    server = await startServer({ program: join(folder, "server.js"), folder: join(folder, "data"), connections: 40, stop: signal });
    const { createDatabase } = (await import(pathToFileURL(join(folder, "checks/one/database.js")).href)) as { createDatabase: (job: object) => Promise<Database> };
    create = () => createDatabase({ server: server?.access, share: server?.share, solution: join(folder, "solution") });
  }, 60_000);
  afterAll(() => server?.stop());

  const connected = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };

  /** The databases and roles of submissions that are on the server. */
  async function left(): Promise<unknown[]> {
    const admin = new pg.Client({ ...(server?.access as pg.ClientConfig), database: "postgres" });
    await admin.connect();
    const { rows } = await admin.query("select datname as name from pg_database where datname like 's\\_%' union select rolname from pg_roles where rolname like 's\\_%'");
    await admin.end();
    return rows as unknown[];
  }

  test.each([
    "is_template true",
    "allow_connections false",
    "connection limit 0",
    "set default_transaction_read_only = on",
    "set role nobody",
  ])("cannot keep its database with: alter database ... %s", async (change) => {
    const database = await create();
    const client = await connected(database.url);
    await client.query(`alter database ${new URL(database.url).username} ${change}`).catch(() => undefined);
    await database.drop();
    expect(await left()).toEqual([]);
  });

  test("cannot fill the disk with messages", async () => {
    const database = await create();
    const [listener, sender] = [await connected(database.url), await connected(database.url)];
    for (const text of ["listen news", "begin", "select 1"]) await listener.query(text);
    await sender.query("select pg_notify('news', repeat('x', 7900) || n) from generate_series(1, 15000) n");
    await wait(1_100);
    expect(await database.watch()).toBeUndefined();
    await expect(listener.query("select 1")).rejects.toThrow();
    await sender.query("select 1");
    await database.drop();
  });

  test("cannot have the memory of many queries", async () => {
    const database = await create();
    const clients = await Promise.all(Array.from({ length: 4 }, () => connected(database.url)));
    const query = "set work_mem = '1GB'; select count(*) from (select n::text || repeat('x', 100) from generate_series(1, 1500000) n order by 1 desc) all_of_them";
    const asked = Promise.allSettled(clients.map((client) => client.query(query)));
    let said: string | undefined;
    for (let look = 0; look < 100 && said === undefined; look += 1) said = (await wait(100), await database.watch());
    expect(said).toBe("Its queries used more than 400 MB of memory.");
    expect((await asked).map(({ status }) => status)).toContain("rejected");
    await database.drop();
  });

  test("cannot log in as the role of the checks", async () => {
    const database = await create();
    const url = new URL(database.url);
    for (const password of [url.password, `${url.password}c`, url.username]) {
      const options = { host: server?.share, database: url.pathname.slice(1), user: `${url.username}_check`, password };
      await expect(new pg.Client(options).connect()).rejects.toThrow(/password/);
    }
    await database.drop();
  });

  test("cannot send statements that are not counted, as another role or in so many that some are forgotten", async () => {
    const database = await create();
    const client = await connected(database.url);
    const other = "set role pg_database_owner";
    expect(await database.statements(async () => {
      await client.query(other).catch(() => undefined);
      for (let count = 0; count < 3; count += 1) await client.query("select 1");
    })).toBe(3);
    await client.query("reset role");
    // Each reads other columns of the 17.
    const columns = Array.from({ length: 17 }, (_, at) => `c${at}`);
    await client.query(`create table wide (${columns.map((name) => `${name} int`).join(", ")})`);
    const reading = (from: number) => `select ${columns.filter((_, at) => from & (1 << at)).join(", ")} from wide`;
    const many = (from: number) => Array.from({ length: 500 }, (_, at) => reading(from + at)).join("; ");
    for (let from = 1; from < 32_000; from += 500) await client.query(many(from));
    const again = async () => {
      for (let from = 40_000; from < 44_000; from += 500) await client.query(many(from));
    };
    await expect(database.statements(again)).rejects.toThrow("more different statements than can be counted");
    expect(await database.watch()).toBe("It sent more than 10000 different statements.");
    await expect(client.query("select 1")).rejects.toThrow();
    await database.drop();
  }, 120_000);

  test("cannot take the locks that all databases share", async () => {
    const [database, other] = [await create(), await create()];
    const client = await connected(database.url);
    await client.query("select count(pg_advisory_lock(n)) from generate_series(1, 6000) n");
    expect(await database.watch()).toBe("It held more than 5000 locks in its database.");
    expect(await other.watch()).toBeUndefined();
    for (const each of [database, other]) await each.drop();
  });

  test("cannot show the checks another catalog or hide rows from them, by what its triggers leave in their session", async () => {
    const database = await create();
    const client = await connected(database.url);
    await client.query(`create table posts (id int); create table users (id int);
      create view pg_indexes as select 'posts'::text as tablename, 'gin'::text as indexdef;
      create function leave() returns trigger language plpgsql as $$ begin
        perform set_config('search_path', 'public, pg_catalog', false), set_config('statement_timeout', '0', false);
        execute 'create temp view pg_indexes as select ''posts''::text as tablename, ''gin''::text as indexdef';
        return new;
      end $$;
      create trigger leave before insert on users for each row execute function leave();
      alter table posts enable row level security; alter table posts force row level security;
      create policy none on posts using (current_user not like '%_check') with check (true); insert into posts values (1)`);
    await database.sql("insert into users values (1)");
    expect(await database.sql("select indexdef from pg_indexes where tablename = $1", ["posts"])).toEqual([]);
    expect(await database.sql("select id from posts")).toEqual([{ id: 1 }]);
    await client.end();
    await database.drop();
  });

  test("cannot show the checks a view in place of a table, not even a temporary one", async () => {
    const database = await create();
    const client = await connected(database.url);
    await client.query("create table posts (id int); create table tags (name text); create view drafts as select id from posts");
    expect(await database.sql("select count(*)::int as count from posts")).toEqual([{ count: 0 }]);
    await client.query("alter table posts rename to own_posts; create view posts as select 1 as id");
    await expect(database.sql("select count(*) from Posts")).rejects.toThrow("posts is not a table any more");
    await client.query("drop view posts; alter table own_posts rename to posts; drop table tags; create materialized view tags as select 'sql' as name");
    await expect(database.sql("select name from public.tags where name = $1", ["sql"])).rejects.toThrow("tags is not a table any more");
    await client.query("create view totals as select 7 as total");
    expect(await database.sql("select total from totals")).toEqual([{ total: 7 }]); // The solution has one, too.
    await client.query(`drop materialized view tags; create table tags (name text);
      create function lie() returns trigger language plpgsql as $$ begin
        execute 'create temp view posts as select 1 as id';
        perform set_config('search_path', 'public, pg_catalog', false);
        return new;
      end $$;
      create trigger lie before insert on tags for each row execute function lie();
      create function never(name, name) returns boolean language sql as 'select false';
      create operator = (leftarg = name, rightarg = name, procedure = never)`);
    await database.sql("insert into tags values ('x')").catch(() => undefined);
    await expect(database.sql("select id from posts")).rejects.toThrow("posts is not a table any more");
    await client.end();
    await database.drop();
  });

  test("cannot fill the disk with settings, which are in no database", async () => {
    const database = await create();
    const client = await connected(database.url);
    const fill = `do $$ declare text text := (select string_agg(md5(random()::text), '') from generate_series(1, 500000));
      begin for count in 1 .. 18 loop execute format('comment on database %I is %L', current_database(), text); end loop; end $$`;
    const refused = await client.query(fill).then(() => "", ({ message }: Error) => message);
    expect(refused).toMatch(/File too large|could not extend/);
    await client.end();
    await database.drop();
    const after = await create(); // Others go on.
    await after.drop();
  }, 180_000);
});
