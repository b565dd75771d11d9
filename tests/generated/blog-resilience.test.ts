// Blog resilience: signals, several instances, and database outages.
import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { commands, startRoomyApp, until } from "../support/app.ts";
import { ask, expectProblem } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { hasPostgres, newDatabase, sql, startPostgres } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";
import { demo, newVisitor, password, Visitor } from "../support/visitor.ts";

const repo = seededRepoForThisFile("blog");
const aPost = (slug: string) => ({ title: "Survivor", slug, tags: "", body: "Words", action: "publish" });

describe("Signals", () => {
  test("SIGTERM: the form in flight is answered, and the app exits with 0", async () => {
    const app = await startRoomyApp(repo);
    const body = new URLSearchParams({ name: "Ann", email: "ann@example.com", password }).toString();
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": body.length };
    const sending = request({ host: "127.0.0.1", port: app.port, method: "POST", path: "/register", headers });
    const status = new Promise<number | undefined>((resolve, reject) => {
      sending.on("response", (response) => resolve(response.resume().statusCode));
      sending.on("error", reject);
    });
    sending.write(body.slice(0, -1));
    await wait(200);
    app.process.kill("SIGTERM");
    await wait(100);
    sending.end(body.slice(-1));
    expect(await status).toBe(303);
    expect(await app.ended).toEqual({ code: 0, signal: null });
    await expect(fetch(`${app.url}/`)).rejects.toThrow();
  });

  test("SIGKILL: after a restart every post is there and users are still logged in", async () => {
    const app = await startRoomyApp(repo);
    const author = new Visitor(app);
    await author.post("/login", demo);
    expect((await author.post("/write", aPost("survivor"))).status).toBe(303);
    await app.stop("SIGKILL");
    const again = await startRoomyApp(repo);
    const returned = new Visitor(again);
    returned.cookies.set("session", author.cookies.get("session") ?? "");
    expect((await returned.get("/your-posts")).text).toContain("/posts/survivor");
    await again.stop();
  });
});

describe.runIf(hasPostgres())("On a PostgreSQL server", () => {
  test("two instances that start and seed at the same moment create the examples once, and share sessions", async () => {
    const env = { DATABASE_URL: await newDatabase() };
    // The production cost of a password: slower seeds make a race more likely.
    const seeds = [1, 2].map(() => npmRun(repo, "db:seed", { env: { ...env, PASSWORD_COST: "16384" } }));
    for (const { exitCode } of await Promise.all(seeds)) expect(exitCode).toBe(0);
    const [one, two] = await Promise.all([startRoomyApp(repo, { env }), startRoomyApp(repo, { env })]);
    expect((await ask(two, "GET /api/posts")).body).toMatchObject({ total: 11 });
    const visitor = await newVisitor(one);
    const elsewhere = new Visitor(two);
    elsewhere.cookies.set("session", visitor.cookies.get("session") ?? "");
    expect((await elsewhere.get("/account")).status).toBe(200);
    await elsewhere.post("/logout");
    expect((await visitor.get("/account")).status).toBe(303);
    await Promise.all([one.stop(), two.stop()]);
  });

  test("concurrent posts with the same new tags in any order do not deadlock", async () => {
    const app = await startRoomyApp(repo, { env: { DATABASE_URL: await newDatabase() } });
    const author = await newVisitor(app);
    const statuses: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const tags = ["a", "b", "c", "d", "e"].map((letter) => `${letter}${round}`);
      const writing = Array.from({ length: 10 }, (_, number) => {
        const turned = [...tags.slice(number % 5), ...tags.slice(0, number % 5)];
        if (number >= 5) turned.reverse();
        return author.post("/write", { ...aPost(`${round}-${number}`), tags: turned.join(",") });
      });
      for (const { status } of await Promise.all(writing)) statuses.push(status);
    }
    expect(statuses.filter((status) => status !== 303)).toEqual([]);
    await app.stop();
    expect(app.output()).not.toContain("deadlock");
  });

  test("a transaction that PostgreSQL aborts (40P01, 40001) is retried once, and then answered with 503", async () => {
    const DATABASE_URL = await newDatabase();
    const app = await startRoomyApp(repo, { env: { DATABASE_URL } });
    const author = await newVisitor(app);
    // A tag called "40P01-1" fails with that code once, "40P01-2" twice: a sequence keeps its value when a transaction is rolled back.
    await sql(DATABASE_URL, `
      create sequence tries;
      create function fail() returns trigger language plpgsql as $$ begin
        if new.name like '40%' and nextval('tries') <= split_part(new.name, '-', 2)::int then
          raise exception 'in the way' using errcode = upper(split_part(new.name, '-', 1));
        end if;
        return new;
      end $$;
      create trigger fail before insert on tags for each row execute function fail()`);
    for (const code of ["40p01", "40001"]) {
      for (const [times, status] of [[1, 303], [2, 503]] as const) {
        await sql(DATABASE_URL, "alter sequence tries restart");
        const answer = await author.post("/write", { ...aPost(`${code}-${times}`), tags: `${code}-${times}` });
        expect([code, times, answer.status]).toEqual([code, times, status]);
        expect(answer.text).not.toContain("reached");
        expect((await author.get(`/posts/${code}-${times}`)).status).toBe(status === 303 ? 200 : 404);
      }
    }
    expect((await author.post("/write", aPost("afterwards"))).status).toBe(303);
    await app.stop();
  });

  test("a database outage gives 503 pages, and 200s again when it is back, without a restart", async () => {
    const server = await startPostgres();
    onTestFinished(() => server.remove());
    expect((await npmRun(repo, "build")).exitCode).toBe(0);
    const app = await startRoomyApp(repo, { command: commands.build, env: { NODE_ENV: "production", DATABASE_URL: await newDatabase(server.port) } });
    const author = await newVisitor(app);
    const statuses = new Set<number>();
    let going = true;
    const readers = Array.from({ length: 10 }, async () => {
      while (going) for (const path of ["/", "/your-posts", "/api/posts"]) statuses.add((await author.get(path)).status);
    });

    await server.stop("SIGQUIT");
    await until("/ready notices", async () => (await ask(app, "GET /ready")).status === 503);
    const page = await author.get("/");
    expect([page.status, page.text.includes("</html>"), page.headers.get("retry-after")]).toEqual([503, true, "5"]);
    expectProblem(await ask(app, "GET /api/posts"), 503);

    await server.start();
    await until("/ready is content again", async () => (await ask(app, "GET /ready")).status === 200, 20);
    expect((await author.post("/write", aPost("afterwards"))).status).toBe(303);
    going = false;
    await Promise.all(readers);
    expect([...statuses].sort()).toEqual([200, 503]);
    expect(await app.stop()).toEqual({ code: 0, signal: null });
  });
});
