// Database check of `doctor`: with real servers, without one, and with other programs at DATABASE_URL, by a project's driver.
import { symlinkSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { doctor } from "../support/machine.ts";
import { has } from "../support/needs.ts";
import { hasPooler, startPooler } from "../support/pgbouncer.ts";
import { freePort } from "../support/port.ts";
import { howToInstallPostgres, newDatabase, postgresPrograms, sql, startPostgres, type PostgresServer } from "../support/postgres.ts";
import { ann, cleanEnvironment, run, temporary } from "../support/sandbox.ts";
import { enableTls } from "../support/tls.ts";

if (postgresPrograms === undefined && process.env.CI === "true") throw new Error(`PostgreSQL is missing: ${howToInstallPostgres}`);
const withPostgres = test.skipIf(postgresPrograms === undefined);
const withPooler = test.skipIf(postgresPrograms === undefined || !hasPooler);

/** Authentication methods: one user each, all with the same password, and one user who needs an encrypted connection. */
const ways = ["scram-sha-256", "md5", "password"];
const secret = "s3cr%40t";
let server: PostgresServer | undefined;
let url = new URL("postgres://localhost");

beforeAll(async () => {
  if (postgresPrograms === undefined) return;
  server = await startPostgres();
  url = new URL(await newDatabase(server.port));
  for (const way of ways) await sql(url.href, `set password_encryption = '${way === "md5" ? "md5" : "scram-sha-256"}'; create role "by-${way}" login password 's3cr@t'`);
  await sql(url.href, `create role encrypted login; create role guest login; grant create on schema public to "by-scram-sha-256", "by-md5", "by-password", encrypted`);
  const [[file] = []] = await sql(url.href, "show hba_file");
  const lines = ways.map((way) => `select 'host all "by-${way}" 127.0.0.1/32 ${way}'`);
  const open = ["app", "guest"].map((user) => `select 'host all ${user} 127.0.0.1/32 trust'`);
  await sql(url.href, `copy (${[...open, "select 'hostssl all encrypted 127.0.0.1/32 trust'", ...lines].join(" union all ")}) to '${file}'`);
  await sql(url.href, "select pg_reload_conf()");
  const letsAnybodyIn = () => sql(as("by-md5", "wrong"), "select 1").then(() => true, () => false);
  while (await letsAnybodyIn()); // Waits until the server has reloaded its rules.
}, 60_000);
afterAll(() => server?.remove());

/** A generated project whose driver is installed. */
async function newProject(): Promise<string> {
  const cwd = temporary();
  await run(["my-app", "--yes", "--no-git"], { cwd, env: cleanEnvironment(ann) });
  symlinkSync(join(import.meta.dirname, "../../node_modules"), join(cwd, "my-app", "node_modules"));
  return join(cwd, "my-app");
}

/** The result of the check of a database; expects that the password is never printed. */
async function found(DATABASE_URL: string, folder?: string) {
  const cwd = folder ?? (await newProject());
  const { exitCode, checks, text } = await doctor({ cwd, env: { DATABASE_URL } });
  expect(text).not.toContain("s3cr");
  return { exitCode, ...checks.database };
}

function as(user: string, password: string, more = ""): string {
  return `postgres://${user}:${password}@${url.host}${url.pathname}${more}`;
}

withPostgres("a working server is reported with its version and database", async () => {
  const { exitCode, says } = await found(url.href);
  expect(says).toMatch(/^PostgreSQL \d+(\.\d+)? answers at 127\.0\.0\.1:\d+, database test_\w+$/);
  expect(exitCode).toBe(0);
});

withPostgres.each(ways)("with %s authentication, the right password works and a wrong one is reported", async (way) => {
  expect((await found(as(`by-${way}`, secret))).status).toBe("fine");
  const { exitCode, problem, advice } = await found(as(`by-${way}`, "s3crxt"));
  expect(problem).toBe(`The database at DATABASE_URL cannot be used: the server refuses user by-${way} with this password`);
  expect(advice).toBe("Check user and password in DATABASE_URL.");
  expect(exitCode).toBe(1);
});

withPostgres("a missing database is reported, with the command that creates it", async () => {
  const { exitCode, problem, advice } = await found(`postgres://app@${url.host}/not_there`);
  expect(problem).toContain("the server has no database not_there");
  expect(advice).toContain("createdb not_there");
  expect(exitCode).toBe(1);
});

withPostgres("a server without TLS is reported if sslmode=require", async () => {
  expect((await found(as("app", secret, "?sslmode=require"))).problem).toContain("the server does not support TLS");
});

test.skipIf(postgresPrograms === undefined || !has("The tests of a database server with encryption", "openssl"))("a server that requires encryption is reported, and works with sslmode", async () => {
  expect(await found(as("encrypted", secret))).toMatchObject({
    problem: "The database at DATABASE_URL cannot be used: the server requires an encrypted connection",
    advice: expect.stringContaining("?sslmode=require") as string,
  });
  await enableTls(url.href);
  // The address has an sslmode already, so this one takes its place.
  expect(await found(as("encrypted", secret, "?sslmode=require"))).toMatchObject({
    problem: expect.stringContaining("the certificate of the server is not trusted") as string,
    advice: expect.stringContaining("In DATABASE_URL, write sslmode=no-verify") as string,
  });
  expect((await found(as("encrypted", secret, "?sslmode=no-verify"))).status).toBe("fine");
});

withPostgres("a password missing in DATABASE_URL is reported", async () => {
  expect((await found(`postgres://by-md5@${url.host}${url.pathname}`)).problem).toContain("the server asks by-md5 for a password");
});

withPostgres("a user who cannot create tables is reported, with the command that grants it", async () => {
  const { problem, commands } = await found(as("guest", secret));
  expect(problem).toContain("user guest cannot create tables in schema public");
  expect(commands).toEqual([`psql ${url.pathname.slice(1)} -c "grant create on schema public to guest"`]);
});

withPooler("a connection through a pooler is reported as such", async () => {
  const pooler = await startPooler(url);
  expect(await found(pooler)).toMatchObject({ status: "fine", says: expect.stringMatching(/, through a pooler$/) as string });
});

withPostgres("a stopped server is reported, and works again after a restart", async () => {
  await server?.stop();
  expect((await found(url.href)).problem).toContain(`nothing listens at ${url.host}`);
  await server?.start();
  expect((await found(url.href)).status).toBe("fine");
});

test("outside a project no connection is tried, and without packages the missing driver is reported", async () => {
  expect(await found(`postgres://app:${secret}@127.0.0.1:1/x`, temporary())).toMatchObject({ exitCode: 0, status: "note" });
  const cwd = temporary();
  await run(["my-app", "--yes", "--no-git"], { cwd, env: cleanEnvironment(ann) });
  expect((await found(`postgres://app:${secret}@127.0.0.1:1/x`, join(cwd, "my-app"))).problem).toContain("the project's driver is not installed");
});

test("without a server, the advice mentions the embedded database", async () => {
  const { exitCode, advice } = await found(`postgres://app:${secret}@127.0.0.1:${await freePort()}/x`);
  expect(advice).toBe("Start the server, or empty DATABASE_URL to use the embedded database.");
  expect(exitCode).toBe(1);
});

async function listening(impostor: Server): Promise<string> {
  await new Promise<void>((resolve) => impostor.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void impostor.close());
  return `postgres://app:${secret}@127.0.0.1:${(impostor.address() as AddressInfo).port}/x`;
}

test.each<[string, () => Server]>([
  ["a web server", () => createHttpServer((_, response) => response.end("hello"))],
  ["a server that greets first", () => createServer((socket) => void socket.end("SSH-2.0-OpenSSH_9.2\r\n"))],
  ["a server that hangs up", () => createServer((socket) => socket.on("data", () => socket.end()))],
])("%s is reported as not PostgreSQL", async (_, impostor) => {
  const { exitCode, problem, advice } = await found(await listening(impostor()));
  expect(problem).toMatch(/^The database at DATABASE_URL cannot be used: the server at 127.0.0.1:\d+ is not PostgreSQL, or it closed the connection$/);
  expect(advice).toBe("Check host and port in DATABASE_URL.");
  expect(exitCode).toBe(1);
});

test("a server that never answers is reported after the time limit", async () => {
  const { exitCode, problem } = await found(await listening(createServer(() => {})));
  expect(problem).toMatch(/^The database at DATABASE_URL cannot be used: 127.0.0.1:\d+ does not answer$/);
  expect(exitCode).toBe(1);
});

test.each(["s3cr%", "s3cr@t", "s3cr#t", "12#s3cr", "s3cr/t", "s3cr?"])("a password with an unencoded character (%j) is reported with its encoding", async (password) => {
  const { problem, advice } = await found(`postgres://app:${password}@localhost/x`);
  expect(problem).toBe("The database at DATABASE_URL cannot be used: its password contains a character that has another meaning there");
  expect(advice).toBe("Write %40 for @, %23 for #, %25 for %, %2F for / and %3F for ?.");
});

test.each(["mysql://app:s3cr%40t@localhost/x", "s3cr", "postgres://app:s3cr@local host/x"])("%j is reported as not a PostgreSQL URL, without repeating it", async (address) => {
  const { problem, advice } = await found(address);
  expect(problem).toBe("The database at DATABASE_URL cannot be used: it is not a PostgreSQL URL");
  expect(advice).toBe("Write postgres://user:password@host:5432/database.");
});
