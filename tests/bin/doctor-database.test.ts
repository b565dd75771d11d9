// `doctor` and the database server at DATABASE_URL: a real one, none, and what only looks like one.
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { doctor } from "../support/machine.ts";
import { freePort } from "../support/port.ts";
import { howToInstallPostgres, newDatabase, postgresPrograms, sql, startPostgres, type PostgresServer } from "../support/postgres.ts";
import { temporary } from "../support/sandbox.ts";

if (postgresPrograms === undefined && process.env.CI === "true") throw new Error(`PostgreSQL is missing: ${howToInstallPostgres}`);
const withPostgres = test.skipIf(postgresPrograms === undefined);

/** A user per way of asking for the password, and all with this one. */
const ways = ["scram-sha-256", "md5", "password"];
const secret = "s3cr%40t";
let server: PostgresServer | undefined;
let url = new URL("postgres://localhost");

beforeAll(async () => {
  if (postgresPrograms === undefined) return;
  server = await startPostgres();
  url = new URL(await newDatabase(server.port));
  for (const way of ways) await sql(url.href, `set password_encryption = '${way === "md5" ? "md5" : "scram-sha-256"}'; create role "by-${way}" login password 's3cr@t'`);
  const [[file] = []] = await sql(url.href, "show hba_file");
  const lines = ways.map((way) => `select 'host all "by-${way}" 127.0.0.1/32 ${way}'`);
  await sql(url.href, `copy (select 'host all app 127.0.0.1/32 trust' union all ${lines.join(" union all ")}) to '${file}'`);
  await sql(url.href, "select pg_reload_conf()");
  const letsAnybodyIn = () => sql(as("by-md5", "wrong"), "select 1").then(() => true, () => false);
  while (await letsAnybodyIn()); // It reads its rules anew in a moment.
}, 60_000);
afterAll(() => server?.remove());

/** What doctor says of a database, and that it never says the password. */
async function found(DATABASE_URL: string) {
  const { exitCode, checks, text } = await doctor({ cwd: temporary(), env: { DATABASE_URL } });
  expect(text).not.toContain("s3cr");
  return { exitCode, ...checks.database };
}

function as(user: string, password: string, more = ""): string {
  return `postgres://${user}:${password}@${url.host}${url.pathname}${more}`;
}

withPostgres("a server that lets us in is told with its version and database", async () => {
  const { exitCode, says } = await found(url.href);
  expect(says).toMatch(/^PostgreSQL \d+(\.\d+)? answers at 127\.0\.0\.1:\d+, database test_\w+$/);
  expect(exitCode).toBe(0);
});

withPostgres.each(ways)("by %s the right password is let in, and a wrong one is told", async (way) => {
  expect((await found(as(`by-${way}`, secret))).status).toBe("fine");
  const { exitCode, problem, advice } = await found(as(`by-${way}`, "s3crxt"));
  expect(problem).toBe(`The database at DATABASE_URL cannot be used: the server lets no user by-${way} in with this password`);
  expect(advice).toBe("Look at user and password in DATABASE_URL.");
  expect(exitCode).toBe(1);
});

withPostgres("a database that is not there is told, with how to make it", async () => {
  const { exitCode, problem, advice } = await found(`postgres://app@${url.host}/not_there`);
  expect(problem).toContain("the server has no database not_there");
  expect(advice).toContain("createdb not_there");
  expect(exitCode).toBe(1);
});

withPostgres("a server without TLS is told, where TLS is asked for", async () => {
  expect((await found(as("app", secret, "?sslmode=require"))).problem).toContain("the server speaks no TLS");
});

withPostgres("a server that has stopped is told, and one that is back is found again", async () => {
  await server?.stop();
  expect((await found(url.href)).problem).toContain(`nobody answers at ${url.host}`);
  await server?.start();
  expect((await found(url.href)).status).toBe("fine");
});

test("where nobody listens there is still the app's own database", async () => {
  const { exitCode, advice } = await found(`postgres://app:${secret}@127.0.0.1:${await freePort()}/x`);
  expect(advice).toBe("Start the server, or empty DATABASE_URL: the app has a database of its own.");
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
])("%s is no database server", async (_, impostor) => {
  const { exitCode, problem, advice } = await found(await listening(impostor()));
  expect(problem).toBe("The database at DATABASE_URL cannot be used: what answers there is not PostgreSQL");
  expect(advice).toBe("Look at host and port in DATABASE_URL.");
  expect(exitCode).toBe(1);
});

test("a server that never says a word is waited for no longer than its limit", async () => {
  const { exitCode, problem } = await found(await listening(createServer(() => {})));
  expect(problem).toBe("The database at DATABASE_URL did not answer within 5 seconds");
  expect(exitCode).toBe(1);
});

test.each(["mysql://app:s3cr%40t@localhost/x", "s3cr"])("%j is no address, and is not repeated", async (address) => {
  const { problem, advice } = await found(address);
  expect(problem).toBe("The database at DATABASE_URL cannot be used: it is not the address of a PostgreSQL server");
  expect(advice).toBe("Write postgres://user:password@host:5432/database.");
});
