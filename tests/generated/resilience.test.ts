// Resilience of a generated API: signals, several instances, slow clients, and database outages.
import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { commands, startRoomyApp, until, type App } from "../support/app.ts";
import { startBusyClients } from "../support/busy-clients.ts";
import { ask, expectProblem, logIn, newcomer, password, send } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { hasPostgres, newDatabase, sql, startPostgres } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";

const repo = seededRepoForThisFile("bookshelf");
const author = (name: string) => ({ name, born: null, bio: null });

describe("Signals", () => {
  test.each<NodeJS.Signals>(["SIGTERM", "SIGINT"])("%s: the request in flight is answered, and the app exits with 0 within 10 s", async (signal) => {
    const app = await startRoomyApp(repo);
    const body = JSON.stringify({ name: "Ann", email: `${signal.toLowerCase()}@example.com`, password });
    const slow = startSending(app, "/api/auth/register", body);
    await slow.begun;
    const begin = Date.now();
    app.process.kill(signal);
    await wait(100);
    expect(await slow.finish()).toBe(201);
    expect(await app.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - begin).toBeLessThan(10_000);
    await expect(fetch(`${app.url}/health`)).rejects.toThrow();
  });

  test("SIGTERM: a client that never finishes does not delay the exit beyond 10 s", async () => {
    const app = await startRoomyApp(repo);
    const slow = startSending(app, "/api/auth/register", "{}");
    await slow.begun;
    const begin = Date.now();
    expect(await app.stop()).toEqual({ code: 0, signal: null });
    expect(Date.now() - begin).toBeLessThan(10_000);
    slow.abandon();
  });

  test("SIGKILL: after a restart every acknowledged row is there", async () => {
    const app = await startRoomyApp(repo);
    const { token } = await newcomer(app);
    const made = await ask(app, "POST /api/authors", { token, body: author("Survivor") });
    await app.stop("SIGKILL");
    const again = await startRoomyApp(repo);
    expect((await ask(again, `GET ${made.headers.get("location")}`)).body).toEqual(made.body);
    expect((await ask(again, "GET /api/auth/me", { token })).status).toBe(200);
    await again.stop();
  });
});

describe.runIf(hasPostgres())("SIGTERM in production", () => {
  const rounds = process.env.TEST_ALL === "1" ? 10 : 4;

  test(`20 busy keep-alive clients lose no request, in ${rounds} rounds`, async () => {
    expect((await npmRun(repo, "build")).exitCode).toBe(0);
    const env = { NODE_ENV: "production", LOG_LEVEL: "warn", DATABASE_URL: await newDatabase() };
    for (let round = 0; round < rounds; round += 1) {
      const app = await startRoomyApp(repo, { command: commands.build, env });
      const busy = startBusyClients({ port: app.port, path: "/api/books", clients: 20 });
      await until("the clients are busy", () => (busy.statuses.get(200) ?? 0) > 100);
      const begin = Date.now();
      app.process.kill("SIGTERM");
      await wait(1_000);
      const ready = await send(app, "GET /ready");
      expectProblem(ready, 503);
      expect(ready.headers.get("connection")).toBe("close");
      await busy.done;
      expect(busy.lost).toEqual([]);
      expect([...busy.statuses.keys()]).toEqual([200]);
      expect(busy.closing).toBeGreaterThanOrEqual(20);
      expect(await app.ended).toEqual({ code: 0, signal: null });
      expect(Date.now() - begin).toBeLessThan(10_000);
      expect(app.output()).toBe("");
    }
  });
});

describe("Slow clients", () => {
  test("are disconnected: an incomplete head within 20 s, an incomplete body within 35 s; others are answered meanwhile", async () => {
    const app = await startRoomyApp(repo);
    const heads = ["", "G", "GET /health HTTP/1.1\r\nHost: x\r\n"];
    const body = "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
    const halfOpen = Array.from({ length: 250 }, (_, at) => startDripping(app.port, heads[at % heads.length] ?? "", at % 2 === 0 ? "" : "x"));
    const dripping = Array.from({ length: 250 }, () => startDripping(app.port, body, " "));
    expect((await ask(app, "GET /health")).status).toBe(200);
    expect(Math.max(...(await Promise.all(halfOpen)))).toBeLessThan(20_000);
    expect((await ask(app, "GET /health")).status).toBe(200);
    expect(Math.max(...(await Promise.all(dripping)))).toBeLessThan(35_000);
    await app.stop();
  });
});

describe.runIf(hasPostgres())("Two instances on one PostgreSQL server", () => {
  test.each(["development", "production"])("that start at the same moment in %s share accounts and tokens", async (NODE_ENV) => {
    const env = { NODE_ENV, DATABASE_URL: await newDatabase() };
    const [one, two] = await Promise.all([startRoomyApp(repo, { env }), startRoomyApp(repo, { env })]);
    const { token, email } = await newcomer(one);
    expect((await ask(two, "GET /api/auth/me", { token })).body).toMatchObject({ email });
    const second = await logIn(two, email);
    expect((await ask(one, "POST /api/auth/logout", { token: second })).status).toBe(204);
    expectProblem(await ask(two, "GET /api/auth/me", { token: second }), 401);
    await Promise.all([one.stop("SIGKILL"), two.stop("SIGKILL")]);
  });
});

describe.runIf(hasPostgres())("A database outage", () => {
  test("under load gives 503s, and 200s again when it is back, without a restart", async () => {
    const server = await startPostgres();
    onTestFinished(() => server.remove());
    expect((await npmRun(repo, "build")).exitCode).toBe(0);
    const app = await startRoomyApp(repo, { command: commands.build, env: { NODE_ENV: "production", DATABASE_URL: await newDatabase(server.port) } });
    const { token } = await newcomer(app);
    const load = startLoad(app, token);
    await until("the load has begun", () => load.statuses.size > 0);

    await server.stop("SIGQUIT");
    await until("/ready notices", async () => (await ask(app, "GET /ready")).status === 503);
    await wait(1_000);
    const away = await ask(app, "GET /api/authors");
    expectProblem(away, 503);
    expect(Number(away.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask(app, "GET /health")).status).toBe(200);

    await server.start();
    await until("/ready is content again", async () => (await ask(app, "GET /ready")).status === 200, 20);
    expect((await ask(app, "GET /api/authors")).status).toBe(200);
    expect((await ask(app, "POST /api/authors", { token, body: author("Afterwards") })).status).toBe(201);
    await load.end();
    expect([...load.statuses].sort()).toEqual([200, 201, 503]);
    expect(await app.stop()).toEqual({ code: 0, signal: null });
  });

  test("a query that exceeds its time limit is cancelled (503), and the next one is answered", async () => {
    const DATABASE_URL = await newDatabase();
    const app = await startRoomyApp(repo, { env: { DATABASE_URL } });
    const locked = sql(DATABASE_URL, "begin; lock table authors in access exclusive mode; select pg_sleep(14); commit");
    const isLocked = "select granted from pg_locks where mode = 'AccessExclusiveLock' and relation = 'authors'::regclass";
    await until("the table is locked", async () => (await sql(DATABASE_URL, isLocked))[0]?.[0] === "t");
    expectProblem(await ask(app, "GET /api/authors"), 503);
    expect((await ask(app, "GET /api/books")).status).toBe(200);
    await locked;
    expect((await ask(app, "GET /api/authors")).status).toBe(200);
    await app.stop();
  });
});

/** Sends all of a request but its last byte. */
function startSending(app: App, path: string, body: string) {
  const headers = { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) };
  const sending = request({ host: "127.0.0.1", port: app.port, method: "POST", path, headers });
  const status = new Promise<number>((resolve, reject) => {
    sending.on("response", (response) => resolve(response.resume().statusCode ?? 0));
    sending.on("error", reject);
  });
  status.catch(() => undefined); // Callers of finish() handle the error.
  const begun = new Promise<void>((resolve) => sending.write(body.slice(0, -1), () => setTimeout(resolve, 200)));
  const finish = () => {
    sending.end(body.slice(-1));
    return status;
  };
  return { begun, finish, abandon: () => sending.destroy() };
}

/** Opens a connection, sends the beginning of a request and then the same bytes every second. Resolves to the milliseconds until it is closed. */
function startDripping(port: number, beginning: string, drip: string): Promise<number> {
  const begin = Date.now();
  const socket = connect({ port, host: "127.0.0.1" });
  socket.write(beginning);
  const dripping = setInterval(() => drip !== "" && socket.writable && socket.write(drip), 1_000);
  return new Promise((resolve) => {
    socket.resume().on("error", () => undefined); // A reset is one way to be closed.
    socket.on("close", () => {
      clearInterval(dripping);
      resolve(Date.now() - begin);
    });
  });
}

/** Twenty clients that read and write without a pause. */
function startLoad(app: App, token: string) {
  const statuses = new Set<number>();
  let going = true;
  let made = 0;
  async function client(): Promise<void> {
    while (going) {
      statuses.add((await ask(app, "GET /api/authors?limit=5")).status);
      statuses.add((await ask(app, "POST /api/authors", { token, body: author(`Author ${(made += 1)}`) })).status);
    }
  }
  const clients = Array.from({ length: 20 }, client);
  const end = async () => {
    going = false;
    await Promise.all(clients);
  };
  return { statuses, end };
}
