// Password load: many passwords at once are hashed in turn, and other requests are not delayed.
import { describe, expect, test } from "vitest";
import { startApp, type App } from "../support/app.ts";
import { ask, newcomer, password, type Answer } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { apisToTest, blogsToTest } from "../support/repos.ts";
import { newVisitor, Visitor } from "../support/visitor.ts";

// The production cost of a password, with high limits, so that only the queue refuses requests.
const env = { TRUST_PROXY: "1", PASSWORD_COST: "16384", LOGIN_LIMIT: "1000", RATE_LIMIT: "100000" };

type Send = (app: App, email: string, from: string) => Promise<Pick<Answer, "status" | "headers">>;

const api = {
  files: ["/", "/style.css", "/docs", "/openapi.json"],
  register: ((app, email, from) => ask(app, "POST /api/auth/register", { body: { name: "Ann", email, password }, headers: { "X-Forwarded-For": from } })) as Send,
  logIn: ((app, email, from) => ask(app, "POST /api/auth/login", { body: { email, password }, headers: { "X-Forwarded-For": from } })) as Send,
  newcomer: async (app: App) => (await newcomer(app)).email,
};

const blog: typeof api = {
  files: ["/", "/style.css", "/login", "/api/posts"],
  register: (app, email, from) => new Visitor(app).post("/register", { name: "Ann", email, password }, { "X-Forwarded-For": from }),
  logIn: (app, email, from) => new Visitor(app).post("/login", { email, password }, { "X-Forwarded-For": from }),
  newcomer: async (app) => (await newVisitor(app)).email,
};

describe.each([...apisToTest.map((name) => [name, api] as const), ...blogsToTest.map((name) => [name, blog] as const)])("The app %s", (name, { files, register, logIn, newcomer }) => {
  const repo = seededRepoForThisFile(name);

  test("answers pages, files and a login from another IP address while passwords of one address are hashed", async () => {
    const app = await startApp(repo, { env });
    const email = await newcomer(app);
    let hashed = 0;
    const registrations = Array.from({ length: 30 }, async (_, at) => {
      const { status } = await register(app, `ann${at}@example.com`, "10.0.0.1");
      hashed += 1;
      return status;
    });
    const others = [...files.map((path) => ask(app, `GET ${path}`)), logIn(app, email, "10.0.0.2")];
    const statuses = (await Promise.all(others)).map(({ status }) => status);
    expect(hashed).toBeLessThan(20);
    for (const status of statuses) expect(status).toBeLessThan(400);
    for (const status of await Promise.all(registrations)) expect(status).toBeLessThan(400);
    await app.stop();
  });

  test("refuses logins that would wait too long (503 with Retry-After), and continues", async () => {
    const app = await startApp(repo, { env });
    const answers = await Promise.all(Array.from({ length: 90 }, (_, at) => register(app, `bob${at}@example.com`, "10.0.0.1")));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status < 400).length).toBe(90 - refused.length);
    for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await logIn(app, await newcomer(app), "10.0.0.1")).status).toBeLessThan(400);
    await app.stop();
  });
});
