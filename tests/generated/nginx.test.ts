// Behind nginx over plain HTTP: forms without SITE_URL are refused and logged; with it and README's configuration they work.
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { commands, killGroup, run, startRoomyApp, type App } from "../support/app.ts";
import { logInAs } from "../support/browser.ts";
import { chromiumProgram, howToInstallChromium } from "../support/chromium.ts";
import { ask } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { hasNginx, startNginx } from "../support/nginx.ts";
import { has } from "../support/needs.ts";
import { freePort } from "../support/port.ts";
import { hasPostgres, newDatabase, sql, startPostgres } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";
import { enableTls } from "../support/tls.ts";

if (chromiumProgram === undefined && process.env.CI === "true") throw new Error(`Chromium is missing: ${howToInstallChromium}`);

const repo = seededRepoForThisFile("blog");
const host = "blog.example";

/** A configuration with only proxy_pass. */
const proxyPassOnly = `server {
  listen 80;
  server_name example.com;
  location / {
    proxy_pass http://127.0.0.1:3000;
  }
}`;
const [, fromReadme = ""] = /```nginx\n([\s\S]+?)```/.exec(readFileSync(join(repo, "README.md"), "utf8")) ?? [];

const hasOpenssl = has("The tests of a database server that demands SSL", "openssl");

/** Requires SSL and a password from a new user `web`; the tests' own user connects as before. */
async function demandSsl(url: string): Promise<void> {
  await sql(url, "create role web login password 's3cr@t'");
  const [[file] = []] = await sql(url, "show hba_file");
  await sql(url, `copy (select 'hostssl all web 127.0.0.1/32 scram-sha-256' union all select 'host all app 127.0.0.1/32 trust') to '${file}'`);
  await enableTls(url);
}

describe.runIf(hasNginx && chromiumProgram !== undefined)("In a browser behind nginx over plain HTTP,", () => {
  let browser: Browser;

  beforeAll(async () => {
    // A name that is not localhost: for the browser that is not a trustworthy address, so it sends no Sec-Fetch-Site.
    browser = await chromium.launch({ executablePath: chromiumProgram, args: ["--headless", "--no-sandbox", "--disable-gpu", `--host-resolver-rules=MAP ${host} 127.0.0.1`] });
    return () => browser.close();
  });

  async function opened(lines: string, settings: (site: string) => Record<string, string> = () => ({}), command?: string[]): Promise<{ app: App; site: string; page: Page }> {
    const port = await freePort();
    const site = `http://${host}:${port}`;
    const app = await startRoomyApp(repo, { env: settings(site), ...(command && { command }) });
    onTestFinished(() => killGroup(app.process, "SIGTERM"));
    await startNginx(lines.replace("listen 80;", `listen 127.0.0.1:${port};`).replace("127.0.0.1:3000", `127.0.0.1:${app.port}`).replace("example.com", host), port);
    const context = await browser.newContext({ baseURL: site });
    onTestFinished(() => context.close());
    return { app, site, page: await context.newPage() };
  }

  test("a form without SITE_URL is refused (403), and the log names the origin, the host and the setting", async () => {
    const { app, site, page } = await opened(proxyPassOnly);
    await page.goto("/login");
    await page.getByLabel("Email").fill("demo@example.com");
    await page.getByLabel("Password").fill("demo-password");
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Log in" }).click();
    expect((await answer).status()).toBe(403);
    await app.stop();
    expect(app.output()).toContain(`WARNING Refused a form from ${site} to 127.0.0.1:${app.port}. Behind a proxy, set SITE_URL to the address of this site.`);
  });

  test.each([["of proxy_pass alone", proxyPassOnly, {}], ["of README", fromReadme, { HOST: "127.0.0.1", TRUST_PROXY: "1" }]])("with the configuration %s, forms work with SITE_URL, and the feed and the OpenAPI description use that address", async (_, lines, more) => {
    expect(lines).toContain("proxy_pass");
    const slug = lines === proxyPassOnly ? "proxy-pass-only" : "in-readme";
    const title = `nginx ${slug}`;
    const { app, site, page } = await opened(lines, (address) => ({ SITE_URL: `${address}/`, ...more }));
    await logInAs(page);
    await page.goto("/write");
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Text").fill("Words");
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("heading", { name: title }).waitFor();
    expect((await ask(app, "GET /feed.xml")).text).toContain(`<link>${site}/posts/nginx-${slug}</link>`);
    expect((await ask(app, "GET /openapi.json")).body).toMatchObject({ servers: [{ url: site }] });
    expect(app.output()).toContain(`Ready at ${site}\n`);
  });

  test.runIf(hasPostgres() && hasOpenssl)("the deployment of README works in production with a server that requires SSL and grants nothing", async () => {
    expect((await npmRun(repo, "build")).exitCode).toBe(0);
    const server = await startPostgres();
    onTestFinished(() => server.remove());
    const owner = new URL(await newDatabase(server.port));
    await demandSsl(owner.href);
    const env = (more: string) => ({ NODE_ENV: "production", DATABASE_URL: `postgres://web:s3cr%40t@${owner.host}${owner.pathname}${more}` });
    const refusal = async (more: string) => {
      const app = run(repo, { command: commands.start, env: env(more) });
      expect((await app.ended).code).toBe(1);
      return app.output();
    };
    expect(await refusal("")).toContain("no encryption");
    expect(await refusal("?sslmode=no-verify")).toContain("permission denied for schema public");
    const [grant = ""] = /grant create on schema public to /.exec(readFileSync(join(repo, "README.md"), "utf8")) ?? [];
    await sql(owner.href, `${grant}web`);

    const { page } = await opened(fromReadme, (site) => ({ ...env("?sslmode=no-verify"), SITE_URL: site, HOST: "127.0.0.1", TRUST_PROXY: "1" }), commands.start);
    await page.goto("/register");
    await page.getByLabel("Name").fill("Ann");
    await page.getByLabel("Email").fill("ann@example.com");
    await page.getByLabel("Password").fill("a long enough password");
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByText("You are logged in").waitFor();
    expect(await sql(owner.href, "select role from users")).toEqual([["author"]]);
  });

  test("a form of another site is refused even with SITE_URL", async () => {
    const { app, site } = await opened(proxyPassOnly, (address) => ({ SITE_URL: address }));
    for (const Origin of ["http://evil.example", `${site}.evil.example`, `http://127.0.0.1:${app.port}`, "null"]) {
      expect((await ask(app, "POST /login", { headers: { Origin } })).status, Origin).toBe(403);
    }
  });
});
