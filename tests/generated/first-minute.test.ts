// First minute: a cold install without warnings, and rows from the database soon afterwards.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commands, killGroup, startApp, startRoomyApp } from "../support/app.ts";
import { folderForThisFile } from "../support/folders.ts";
import { ask } from "../support/http.ts";
import { hasPostgres, newDatabase } from "../support/postgres.ts";
import { draftOf, javaScriptRepos, listOf, projectOf, repoNames, writeDraft, type RepoName } from "../support/repos.ts";
import { npmRun, program } from "../support/run-npm.ts";

/** Each idea and each language once. tests/published installs a blog in TypeScript. */
const sample: RepoName[] = ["bookshelf", "blog in JavaScript"];

describe.each(process.env.TEST_ALL === "1" ? [...repoNames, ...javaScriptRepos] : sample)("The project %s, on a machine with an empty cache,", (name) => {
  const folder = folderForThisFile();
  const repo = join(folder, "Zoë's répo");
  const draft = draftOf(name);
  const cold = { npm_config_cache: join(folder, "cache") };
  writeDraft(draft, repo);

  test("installs without a warning, and answers with rows from its database", async () => {
    const { exitCode, output } = await program(repo, "npm", ["install"], cold);
    expect(exitCode, output).toBe(0);
    expect(output).not.toMatch(/warn|deprecated|[1-9]\d* vulnerabilit/i);
    const app = await startApp(repo, { command: commands.dev });
    const { status, body } = await ask(app, `GET ${listOf[name]}`);
    expect(status).toBe(200);
    expect((body as { total: number }).total).toBeGreaterThan(0);
    killGroup(app.process, "SIGTERM");
    await app.ended;
  });

  test("is not changed by the install", () => {
    for (const [path, text] of draft) expect(readFileSync(join(repo, path), "utf8"), path).toBe(text);
  });

  test.runIf(hasPostgres())("runs in production with production packages only", async () => {
    const compiled = projectOf(name).language.id === "ts";
    if (compiled) expect((await npmRun(repo, "build")).exitCode).toBe(0);
    const { exitCode, output } = await program(repo, "npm", ["prune", "--omit=dev"], cold);
    expect(exitCode, output).toBe(0);
    for (const path of [...(compiled ? ["src"] : []), "tests", "seeds", ".data"]) rmSync(join(repo, path), { recursive: true, force: true });
    const app = await startRoomyApp(repo, { command: commands.start, env: { NODE_ENV: "production", DATABASE_URL: await newDatabase() } });
    expect((await ask(app, `GET ${listOf[name]}`)).body).toMatchObject({ data: [], total: 0 });
    expect((await ask(app, "GET /docs")).status).toBe(200);
    killGroup(app.process, "SIGKILL");
    await app.ended;
  });
});
