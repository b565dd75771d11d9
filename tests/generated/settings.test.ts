// Settings: a generated app finds its .env and its data, and reports wrong values with a fix.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { commands, run, startRoomyApp, until } from "../support/app.ts";
import { folderForThisFile } from "../support/folders.ts";
import { ask } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { freePort } from "../support/port.ts";
import { hasPostgres, newDatabase, sql } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";

const repo = seededRepoForThisFile("bookshelf");
const elsewhere = folderForThisFile();
const built = { command: [process.execPath, join(repo, "dist/server.js")] };

/** Writes .env for one test. */
function writeEnv(text: string | Buffer): void {
  writeFileSync(join(repo, ".env"), text);
  onTestFinished(() => rmSync(join(repo, ".env")));
}

/** The output of an app that refuses to start. */
async function refusal(env: Record<string, string> = {}): Promise<string> {
  const app = run(elsewhere, { ...built, env });
  const late = setTimeout(() => app.process.kill("SIGKILL"), 60_000);
  const { code } = await app.ended;
  clearTimeout(late);
  expect(code).toBe(1);
  expect(app.output().trim().split("\n")).toHaveLength(1);
  return app.output();
}

test("npm start without a build names the command to run", async () => {
  const { exitCode, output } = await npmRun(repo, "start");
  expect(output).toBe("Cannot start: the app is not compiled yet. Run `npm run build` first.");
  expect(exitCode).toBe(1);
});

describe("The app, started from another folder,", () => {
  beforeAll(async () => {
    expect((await npmRun(repo, "build")).exitCode).toBe(0);
  });

  test("reads its own .env and data, ignoring a byte order mark, spaces and Windows line endings", async () => {
    const port = await freePort();
    writeEnv(`\uFEFFPORT= ${port} \r\nHOST="127.0.0.1 "\r\nREGISTRATION=closed\r\n`);
    const app = run(elsewhere, built);
    await until("it answers", () => fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false));
    expect((await ask({ url: `http://127.0.0.1:${port}` }, "POST /api/auth/register", { body: {} })).status).toBe(403);
    expect((await npmRun(repo, "db:show")).output).toMatch(/^books +4 rows$/m);
    expect(app.output()).toContain(join(repo, ".data"));
    await app.stop();
  });

  test("refuses a .env in UTF-16", async () => {
    writeEnv(Buffer.from("\uFEFFPORT=4000\n", "utf16le"));
    expect(await refusal()).toBe("Cannot start: .env is stored as UTF-16: save it as UTF-8.\n");
  });

  test("refuses a .env that it cannot read", async () => {
    mkdirSync(join(repo, ".env"));
    onTestFinished(() => rmSync(join(repo, ".env"), { recursive: true }));
    expect(await refusal()).toMatch(/^Cannot start: \.env cannot be read: EISDIR.*\.\n$/);
  });

  test("points out lines in .env that set nothing, without the value", async () => {
    writeEnv("# a comment = none\n{ \"PORT\": 1 }\nexport LOG_LEVEL=info\nKEY: s3cret\n");
    const app = await startRoomyApp(repo);
    expect(app.output()).toContain(".env: { is not a setting. See .env.example\n.env: KEY is not a setting. See .env.example\n");
    expect(app.output()).not.toContain("s3cret");
    await app.stop();
  });

  const address = "postgres://app:s3cret@localhost/books";
  test.each([`DATABASE_URL ${address}`, `DATABASE_URL: ${address}?a=b`, `export DATABASE_URL\t${address}\n`, `\uFEFFDATABASE_URL:${address}`, "DATABASE_URL # none", "LOG_LEVEL=info\r\nDATABASE_URL"])("refuses a setting in .env without an equals sign, without the value: %j", async (line) => {
    writeEnv(`${line}\nPORT=4000\n`);
    expect(await refusal()).toBe("Cannot start: .env: \"=\" is missing after DATABASE_URL. See .env.example.\n");
  });

  test.each([
    ["PORT", "abc", '"abc" is not a whole number'],
    ["PORT", "0x50", '"0x50" is not a whole number'],
    ["PORT", "70000", "70000 is more than 65535"],
    ["TRUST_PROXY", "true", '"true" is not a whole number'],
    ["RATE_LIMIT", "1.5", '"1.5" is not a whole number'],
    ["LOGIN_LIMIT", "-5", "-5 is less than 1"],
    ["PASSWORD_COST", "1000", "1000 is not one of 16, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072"],
    ["LOGIN_LIMIT", `1${"0".repeat(20)}`, "100000000000000000000 is more than 9007199254740991"],
    ["LOG_LEVEL", "loud", '"loud" is not one of trace, debug, info, warn, error, fatal, silent'],
    ["NODE_ENV", "prod", '"prod" is not one of development, test, production'],
    ["REGISTRATION", "a\n\u001B[31mb", '"a\\n\\u001b[31mb" is not one of open, closed'],
  ])("repeats the value of %s=%j that it refuses", async (name, value, sentence) => {
    expect(await refusal({ [name]: value })).toBe(`Cannot start: ${name}: ${sentence}. See .env.example.\n`);
  });

  test("reports each unknown name in .env, and prefers the environment", async () => {
    writeEnv("DATABSE_URL=postgres://localhost/books\nPOSTGRES_PASSWORD=needed-by-compose\nCORS_ORIGIN=https://example.com\nPORT=1\nLOG_LEVEL=info\n");
    const app = await startRoomyApp(repo);
    const named = [...app.output().matchAll(/^\.env: (\w+) is not a setting\. See \.env\.example$/gm)].map(([, name]) => name);
    expect(named).toEqual(["DATABSE_URL", "CORS_ORIGIN"]);
    await app.stop();
  });

  const whole = "write postgres://user:password@host:5432/name, or postgres:///name?host=/folder for a socket";
  const encoded = "in its password, write %40 for @, %23 for #, %25 for %, %2F for / and %3F for ?";
  test.each([
    ["postgres://app:s3cr@t@localhost/books", encoded],
    ["postgres://app:s3cr#t@localhost/books", encoded],
    ["postgres://app:12#3t@localhost/books", encoded],
    ["postgres://app:50%off@localhost/books", encoded],
    ["postgres://app:12/3t@localhost/books", encoded],
    ["postgres://app:what?@localhost/books", encoded],
    ["'postgres://app:s3cret@localhost/books'", `${whole}, without quotes`],
    ["\"postgres://app:s3cret@localhost/books\"", `${whole}, without quotes`],
    ["/var/run/postgresql", `${whole}, without quotes`],
    ["host=localhost dbname=books", `${whole}, without quotes`],
    ["localhost:5432/books", `${whole}, without quotes`],
    ["mysql://app:s3cret@localhost/books", `${whole}, without quotes`],
    ["postgres://app:s3cret@localhost:port/books", whole],
  ])("reports how to fix the DATABASE_URL %s, without repeating it", async (DATABASE_URL, sentence) => {
    expect(await refusal({ DATABASE_URL })).toBe(`Cannot start: DATABASE_URL: ${sentence}. See .env.example.\n`);
  });

  test.runIf(hasPostgres())("names the chapter of the README for what a server refuses", async () => {
    const chapter = "On your database server";
    expect(readFileSync(join(repo, "README.md"), "utf8")).toContain(`### ${chapter}\n`);
    const url = new URL(await newDatabase());
    await sql(url.href, "revoke create on schema public from public; create role plain login");
    const [host, name] = [url.host, url.pathname];
    expect(await refusal({ DATABASE_URL: `postgres://plain@${host}${name}` })).toBe(`Cannot start: permission denied for schema public. See "${chapter}" in README.md.\n`);
    const away = "The database at DATABASE_URL cannot be reached";
    expect(await refusal({ DATABASE_URL: `postgres://plain@${host}${name}?sslmode=no-verify` })).toBe(`Cannot start: ${away}: The server does not support SSL connections. See "${chapter}" in README.md.\n`);
    expect(await refusal({ DATABASE_URL: "postgres://plain@127.0.0.1:1/books" })).toBe(`Cannot start: ${away}: connect ECONNREFUSED 127.0.0.1:1. See "${chapter}" in README.md.\n`);
  });

  test.runIf(hasPostgres())("reports which database it uses, and accepts any percent-encoded password", async () => {
    const url = new URL(await newDatabase());
    const password = "ab@#%/?: é'\"";
    await sql(url.href, `alter role app password '${password.replace("'", "''")}'`);
    url.password = encodeURIComponent(password);
    const app = await startRoomyApp(repo, { env: { DATABASE_URL: ` ${url.href} ` } });
    expect(app.output()).toContain(`Using the database ${url.host}${url.pathname}\n`);
    expect(app.output()).not.toContain("ab%40");
    await app.stop();
  });

  test.each([["localhost:5174", "localhost:5174"], ["https://example.com, example.org", "example.org"], ["*", "*"], ["https://*.example.com", "https://*.example.com"]])("refuses an invalid origin in CORS_ORIGINS=%s", async (CORS_ORIGINS, value) => {
    expect(await refusal({ CORS_ORIGINS })).toBe(`Cannot start: CORS_ORIGINS: "${value}" is not like https://example.com. See .env.example.\n`);
  });

  test.each([
    ["development", { "http://localhost:5173": true, "http://localhost:3000": true, "http://127.0.0.1:8080": true, "http://localhost": true, "https://friend.example": true, "http://localhost.evil.example": false, "http://evil.example:5173": false, "https://localhost:5173": false }],
    ["production", { "http://localhost:5173": false, "http://127.0.0.1:8080": false, "https://friend.example": true }],
  ])("in %s, sends CORS headers only to allowed origins", async (NODE_ENV, origins) => {
    if (NODE_ENV === "production" && !hasPostgres()) return;
    const env = { NODE_ENV, CORS_ORIGINS: "https://friend.example/, https://other.example/app/", ...(NODE_ENV === "production" ? { DATABASE_URL: await newDatabase() } : {}) };
    const app = await startRoomyApp(repo, { command: commands.build, env });
    for (const [Origin, allowed] of Object.entries({ ...origins, "https://other.example": true })) {
      const headers = { Origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type" };
      for (const method of ["GET", "OPTIONS"]) {
        const answer = await ask(app, `${method} /api/books`, { headers });
        expect(answer.headers.get("access-control-allow-origin"), `${method} from ${Origin}`).toBe(allowed ? Origin : null);
      }
    }
    await app.stop("SIGKILL");
  });
});
