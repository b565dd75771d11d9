// First start: a generated app starts without configuration, or reports what prevents it from starting.
import { createServer } from "node:net";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commands, killGroup, run, startApp, startRoomyApp, until } from "../support/app.ts";
import { ask, expectProblem, newcomer, password } from "../support/http.ts";
import { repoForThisFile, seededRepoForThisFile } from "../support/install.ts";
import { freePort } from "../support/port.ts";
import { hasPostgres, newDatabase, sql } from "../support/postgres.ts";
import { listOf, reposToTest } from "../support/repos.ts";
import { npmRun } from "../support/run-npm.ts";
import { demo, Visitor } from "../support/visitor.ts";

describe.each(reposToTest)("npm run dev in the project %s", (name) => {
  const repo = repoForThisFile(name);

  test("returns rows from the database without configuration, and restarts after a change", async () => {
    const app = await startApp(repo, { command: commands.dev });
    const { status, body } = await ask(app, `GET ${listOf[name]}`);
    expect(status).toBe(200);
    expect((body as { total: number }).total).toBeGreaterThan(0);
    expect(app.output()).not.toMatch(/warn|error/i);

    appendFileSync(join(repo, "src/app.ts"), "\n// A change.\n");
    await until("the app was started again", () => app.output().split("Ready at").length === 3);
    expect((await ask(app, `GET ${listOf[name]}`)).status).toBe(200);

    writeFileSync(join(repo, "migrations/0099_extras.sql"), "create table extras (id integer primary key);");
    await until("a new migration started the app again", () => app.output().split("Ready at").length > 3);
    killGroup(app.process, "SIGTERM");
    await app.ended;
  });
});

describe("The database commands", () => {
  const repo = hasPostgres() ? seededRepoForThisFile("bookshelf") : repoForThisFile("bookshelf");
  const show = async (env: Record<string, string> = {}) => (await npmRun(repo, "db:show", { env })).output.split("\n").filter((line) => / rows$/.test(line));

  test("db:migrate and db:seed change nothing when they run again", async () => {
    const env: Record<string, string> = hasPostgres() ? { DATABASE_URL: await newDatabase() } : {};
    expect(await npmRun(repo, "db:migrate", { env })).toMatchObject({ exitCode: 0, output: expect.stringContaining("0001_create_users.sql") as string });
    expect(await npmRun(repo, "db:migrate", { env })).toMatchObject({ exitCode: 0, output: expect.stringContaining("already applied") as string });
    expect((await npmRun(repo, "db:seed", { env })).exitCode).toBe(0);
    const seeded = await show(env);
    expect((await npmRun(repo, "db:seed", { env })).exitCode).toBe(0);
    expect(await show(env)).toEqual(seeded);
    expect(seeded.join("\n")).toMatch(/books +[1-9]\d* rows/);
  });

  test("db:status lists applied and pending migrations", async () => {
    const migration = join(repo, "migrations/0099_extras.sql");
    writeFileSync(migration, "create table extras (id integer primary key);");
    const { output } = await npmRun(repo, "db:status");
    rmSync(migration);
    expect(output).toMatch(/^applied +0001_create_users\.sql$/m);
    expect(output).toMatch(/^pending +0099_extras\.sql$/m);
  });

  test("db:show, db:status and db:console work before, while and after the app runs", async () => {
    const typed = "update books\n  set pages = 7 where id = 1;\nselect nothing;\nselect title, pages from books\n where id = 1;\n";
    const looks = async () => {
      const shown = await show();
      const { output: status } = await npmRun(repo, "db:status");
      const { exitCode, output } = await npmRun(repo, "db:console", { input: typed });
      expect(exitCode).toBe(0);
      return [...shown, status, output].join("\n").split("\n").filter((line) => !line.startsWith("Opening")).join("\n");
    };
    const before = await looks();
    expect(before).toMatch(/^books +[1-9]\d* rows[^]*^applied +0001[^]*column \\?"nothing\\?" does not exist[^]*│ 0 +│ '.+' +│ 7 +│/m);
    const app = await startRoomyApp(repo);
    expect(await looks()).toBe(before);
    const { body } = await ask(app, "GET /api/books/1");
    expect(body).toMatchObject({ pages: 7 });
    await app.stop();
    expect((await show()).join("\n")).toBe(before.slice(0, before.indexOf("\napplied")));
  });

  test.runIf(hasPostgres())("db:console runs SQL on a PostgreSQL server", async () => {
    const env = { DATABASE_URL: await newDatabase() };
    expect((await npmRun(repo, "db:console", { env, input: "select 6 * 7 as answer;\n" })).output).toMatch(/answer[^]*42/);
  });

  test("db:reset restores the rows of the seeds", async () => {
    const seeded = await show();
    const app = await startRoomyApp(repo);
    await newcomer(app);
    await app.stop();
    expect(await show()).not.toEqual(seeded);
    expect((await npmRun(repo, "db:reset")).exitCode).toBe(0);
    expect(await show()).toEqual(seeded);
  });
});

describe("The app refuses to start with one sentence and no stack, given", () => {
  const repo = seededRepoForThisFile("bookshelf");

  async function refuses(env: Record<string, string>, names: string | RegExp, command = commands.source): Promise<void> {
    const app = run(repo, { env, command });
    const late = setTimeout(() => app.process.kill("SIGKILL"), 30_000);
    const { code } = await app.ended;
    clearTimeout(late);
    expect(app.output()).toMatch(names);
    expect(app.output()).not.toMatch(/^\s+at /m);
    expect(app.output().trim().split("\n").length).toBeLessThanOrEqual(3);
    expect(code).toBe(1);
  }

  const wrong: Record<string, string> = {
    REGISTRATION: "sometimes",
    NODE_ENV: "prod",
    HOST: "no such host",
    PORT: "abc",
    LOG_LEVEL: "loud",
    CORS_ORIGINS: "example",
    SITE_URL: "example.com",
    TRUST_PROXY: "many",
    RATE_LIMIT: "0",
    LOGIN_LIMIT: "none",
    PASSWORD_COST: "1000",
    DATABASE_URL: "mysql://localhost/books",
  };
  const settings = [...readFileSync(join(repo, ".env.example"), "utf8").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? "");

  test.each(settings)("an invalid %s", async (name) => {
    expect(wrong).toHaveProperty(name);
    await refuses({ [name]: wrong[name] ?? "" }, new RegExp(`\\b${name}\\b`));
  });

  test("a PORT that is in use", async () => {
    const port = await freePort();
    const other = createServer().listen(port, "127.0.0.1");
    await refuses({ PORT: String(port) }, /PORT/);
    other.close();
  });

  test("a DATABASE_URL without a server", async () => {
    await refuses({ DATABASE_URL: `postgres://app@127.0.0.1:${await freePort()}/books` }, /DATABASE_URL/);
  });

  test.runIf(hasPostgres())("a DATABASE_URL of a database that does not exist", async () => {
    const url = await newDatabase();
    await refuses({ DATABASE_URL: `${url}_missing` }, /DATABASE_URL/);
  });

  test("a data folder in use by another process, whose pid it names", async () => {
    const first = await startRoomyApp(repo);
    const names = new RegExp(`\\b${first.process.pid}\\b`);
    await refuses({ PORT: String(await freePort()) }, names);
    await refuses({}, names, [...commands.database, "db:reset"]);
    await first.stop();
  });

  test("an unknown database command", async () => {
    await refuses({}, /db:migrate, db:status, db:seed, db:reset, db:show, db:console, user:add/, [...commands.database, "db:sed"]);
  });

  test("production without DATABASE_URL", async () => {
    await refuses({ NODE_ENV: "production" }, /DATABASE_URL/);
  });
});

describe.runIf(hasPostgres())("A violation of a table's constraint that no schema checks", () => {
  const repo = repoForThisFile("bookshelf");

  test.each([["development", true], ["production", false]])("is a 500 in %s, logged with table, column and statement; reason shown to the client: %s", async (NODE_ENV, shown) => {
    const DATABASE_URL = await newDatabase();
    const app = await startRoomyApp(repo, { env: { NODE_ENV, DATABASE_URL } });
    await sql(DATABASE_URL, "alter table authors add check (name <> 'Nobody')");
    const { token } = await newcomer(app);
    const { status, text } = await ask(app, "POST /api/authors", { token, body: { name: "Nobody", born: null, bio: "A secret" } });
    expect(status).toBe(500);
    expect(text.includes("authors_name_check1")).toBe(shown);
    // Log lines are written after the response: all of them are there once the app has ended.
    await app.stop();
    for (const part of ["authors_name_check1", "insert into authors", "name"]) expect(app.output()).toContain(part);
    expect(app.output()).not.toContain("A secret");
  });
});

describe.runIf(hasPostgres())("In production", () => {
  const repo = repoForThisFile("bookshelf");

  test("the build runs on an empty PostgreSQL database, and creates no users", async () => {
    expect((await npmRun(repo, "build")).exitCode).toBe(0);
    const DATABASE_URL = await newDatabase();
    const app = await startRoomyApp(repo, { command: commands.build, env: { NODE_ENV: "production", DATABASE_URL } });
    expect((await ask(app, "GET /api/books")).body).toMatchObject({ data: [], total: 0 });
    expect((await ask(app, "GET /docs")).status).toBe(200);
    expect(await sql(DATABASE_URL, "select count(*) from users")).toEqual([["0"]]);
    expect(await app.stop()).toEqual({ code: 0, signal: null });
    for (const line of app.output().trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
  });

  test("db:reset is refused", async () => {
    const DATABASE_URL = await newDatabase();
    const { exitCode, output } = await npmRun(repo, "db:reset", { env: { NODE_ENV: "production", DATABASE_URL } });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/production/i);
    expect(await sql(DATABASE_URL, "select count(*) from information_schema.tables where table_schema = 'public'")).toEqual([["0"]]);
  });
});

describe.runIf(hasPostgres()).each(reposToTest)("The examples of the project %s", (name) => {
  const repo = repoForThisFile(name);
  const total = async (app: { url: string }) => ((await ask(app, `GET ${listOf[name]}`)).body as { total: number }).total;
  const logInAs = async (app: { url: string }, { email, password }: Record<"email" | "password", string>) =>
    name.includes("blog") ? (await new Visitor(app).post("/login", { email, password })).status : (await ask(app, "POST /api/auth/login", { body: { email, password } })).status;

  beforeAll(async () => {
    expect((await npmRun(repo, "build")).exitCode).toBe(0);
  });

  test("are not added to the database of a server when the app starts, with or without NODE_ENV", async () => {
    const DATABASE_URL = await newDatabase();
    for (const command of [commands.source, commands.build]) {
      const app = await startRoomyApp(repo, { command, env: { DATABASE_URL } });
      expect(await total(app)).toBe(0);
      await app.stop();
    }
    expect(await sql(DATABASE_URL, "select count(*) from users")).toEqual([["0"]]);
  });

  test("are added by db:seed in production, and none of their users can log in", async () => {
    const env = { NODE_ENV: "production", DATABASE_URL: await newDatabase() };
    expect((await npmRun(repo, "db:seed", { env })).exitCode).toBe(0);
    const app = await startRoomyApp(repo, { command: commands.build, env });
    expect(await total(app)).toBeGreaterThan(0);
    for (const [email = ""] of await sql(env.DATABASE_URL, "select email from users")) {
      for (const password of [demo.password, "", "password"]) expect(await logInAs(app, { email, password })).toBe(401);
    }
    await app.stop("SIGKILL");
  });

  test("cannot be used in production: the demo login is refused, and so is the next start", async () => {
    const DATABASE_URL = await newDatabase();
    const start = { command: commands.build, env: { NODE_ENV: "production", DATABASE_URL } };
    const app = await startRoomyApp(repo, start);
    expect((await npmRun(repo, "db:seed", { env: { DATABASE_URL } })).exitCode).toBe(0);
    expect(await logInAs(app, demo)).toBe(401);
    await app.stop("SIGKILL");
    const refused = run(repo, start);
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.output().trim().split("\n").at(-1)).toMatch(/^Cannot start: .*demo@example\.com.*\.$/);
    await sql(DATABASE_URL, "delete from users where email = 'demo@example.com'");
    await (await startRoomyApp(repo, start)).stop("SIGKILL");
  });
});

describe("The log in development", () => {
  const repo = seededRepoForThisFile("bookshelf");

  test("has one short line for each API request, and none for pages, files and the documentation", async () => {
    const app = await startRoomyApp(repo);
    for (const path of ["/", "/style.css", "/icon.svg", "/docs", "/docs/assets/swagger-ui.css", "/api/books?limit=1", "/nothing"]) await ask(app, `GET ${path}`);
    await until("all is logged", () => app.output().includes("/nothing"));
    const lines = app.output().split("\n").filter((line) => /GET/.test(line) && !line.includes("/health"));
    expect(lines.map((line) => line.replace(/\d+ ms/, "1 ms"))).toEqual(["GET /api/books?limit=1 200 in 1 ms", "GET /nothing 404 in 1 ms"]);
    expect(app.output()).not.toContain("{");
    await app.stop();
  });
});

describe("The duration of a login", () => {
  const repo = seededRepoForThisFile("bookshelf");

  test("does not reveal who is registered: an unknown address takes as long as a wrong password", async () => {
    const app = await startApp(repo, { env: { LOGIN_LIMIT: "1000", PASSWORD_COST: "16384" } });
    const { email } = await newcomer(app);
    const times: Record<string, number[]> = { [email]: [], "nobody@example.com": [] };
    for (let round = 0; round < 7; round += 1) {
      for (const [address, spent] of Object.entries(times)) {
        const begin = performance.now();
        expectProblem(await ask(app, "POST /api/auth/login", { body: { email: address, password: "something else" } }), 401);
        spent.push(performance.now() - begin);
      }
    }
    // Without hashing, the answer comes about fifty times sooner.
    expect(median(times["nobody@example.com"])).toBeGreaterThan(median(times[email]) / 3);
    await app.stop();
  });
});

function median(values: number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

describe("TRUST_PROXY", () => {
  const repo = seededRepoForThisFile("bookshelf");

  test.each([
    ["1", 401, "is counted by the address that the proxy reports"],
    ["0", 429, "ignores the address in a header when there is no proxy"],
  ])("%s: the login limit (third attempt: %i) %s", async (TRUST_PROXY, status) => {
    const app = await startApp(repo, { env: { TRUST_PROXY, LOGIN_LIMIT: "2", PASSWORD_COST: "16" } });
    const guess = (from: string) => ask(app, "POST /api/auth/login", { body: { email: "ann@example.com", password }, headers: { "X-Forwarded-For": from } });
    for (const from of ["10.0.0.1", "10.0.0.1"]) expectProblem(await guess(from), 401);
    expectProblem(await guess("10.0.0.2"), status);
    const stopped = await guess("10.0.0.1");
    expectProblem(stopped, 429);
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
    await app.stop();
  });
});
