// Option runs: the commands of the workflow on a fresh clone, and the steps of the Dockerfile without Docker.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, startApp } from "../support/app.ts";
import { ask } from "../support/http.ts";
import { folderForThisFile } from "../support/folders.ts";
import { buildImage } from "../support/image.ts";
import { installed } from "../support/install.ts";
import { hasPostgres, newDatabase, onServer } from "../support/postgres.ts";
import { draftOf, listOf, optionSets, projectOf, writeDraft, type RepoName } from "../support/repos.ts";
import { npmRun, program } from "../support/run-npm.ts";
import { runStep, runsOf } from "../support/workflow.ts";

const all = process.env.TEST_ALL === "1";
const folder = folderForThisFile();

/** Both ideas in both languages. */
const repos: RepoName[] = ["bookshelf", "blog", "bookshelf in JavaScript", "blog in JavaScript"];

/** A clone as a build server gets it: only the files in Git. */
async function cloneOf(repo: RepoName, options: string[]): Promise<string> {
  const origin = join(folder, `${repo} origin`);
  const clone = join(folder, `${repo} clone`);
  writeDraft(draftOf(repo, options), origin);
  const ann = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];
  for (const args of [["init", "--quiet"], ["add", "--all"], [...ann, "commit", "--quiet", "--message", "First commit"], ["clone", "--quiet", ".", clone]]) {
    expect(await program(origin, "git", args)).toMatchObject({ exitCode: 0 });
  }
  return clone;
}

describe.runIf(hasPostgres())("The workflow", () => {
  test.each(all ? repos : repos.filter((repo) => repo === "blog"))("of the project %s succeeds on a fresh clone when `ci` is the only option", { timeout: 600_000 }, async (repo) => {
    const clone = await cloneOf(repo, ["ci"]);
    const steps = runsOf(readFileSync(join(clone, ".github/workflows/ci.yml"), "utf8"), "test");
    expect(steps.map(({ env }) => Object.keys(env)).filter((names) => names.length > 0)).toEqual([["TEST_DATABASE_URL"]]);
    for (const { run, env } of steps) {
      const server: Record<string, string> = env.TEST_DATABASE_URL === undefined ? {} : { TEST_DATABASE_URL: await newDatabase() };
      const { exitCode, output } = await runStep(clone, run, server);
      expect(exitCode, `${run}\n${output}`).toBe(0);
    }
    expect((await program(clone, "git", ["status", "--short"])).output).toBe("");
  });
});

describe.runIf(hasPostgres())("The image", () => {
  test.each(all ? repos : repos.filter((repo) => repo === "blog" || repo === "bookshelf in JavaScript"))("of the project %s starts in production, is healthy, and contains only what it needs", { timeout: 600_000 }, async (repo) => {
    const context = join(folder, `${repo} context`);
    writeDraft(draftOf(repo, ["docker"]), context);
    // Files of a developer's machine, which must not get into the image.
    writeFileSync(join(context, ".env"), "PORT=1\nSECRET=tell-nobody\n");
    for (const name of ["node_modules", ".data", "dist"]) {
      mkdirSync(join(context, name));
      writeFileSync(join(context, name, "left-over.txt"), "");
    }
    const image = await buildImage(context, join(folder, `${repo} image`));
    const compiled = projectOf(repo).language.id === "ts";
    for (const name of [".env", ".data", ...(compiled ? ["src"] : []), "tests", "node_modules/left-over.txt", "dist/left-over.txt", "node_modules/typescript", "node_modules/vitest"]) {
      expect(existsSync(join(image.folder, name)), name).toBe(false);
    }
    for (const name of [".env", ".data"]) expect(existsSync(join(image.builtIn, name)), name).toBe(false);

    const env = { ...image.env, HOST: "127.0.0.1", DATABASE_URL: await newDatabase() };
    const app = await startApp(image.folder, { command: image.command, env });
    expect(await ask(app, `GET ${listOf[repo]}`)).toMatchObject({ status: 200, body: { data: [] } });
    expect((await ask(app, "GET /")).status).toBe(200);
    expect((await ask(app, "GET /docs")).status).toBe(200);
    const health = () => run(image.folder, { command: image.healthcheck, env: { PORT: String(app.port) } }).ended;
    expect(await health()).toEqual({ code: 0, signal: null });
    expect(await app.stop()).toEqual({ code: 0, signal: null });
    expect(await health()).toEqual({ code: 1, signal: null });
  });
});

// An option touches neither code nor packages (tests/bin/options.test.ts): one project tries each alone, and the others none.
describe.runIf(all)("With each option alone, with none and with all,", () => {
  const asked = repos.flatMap((repo) => optionSets.filter(({ options }) => repo === "blog" || options.length === 0).map((set) => ({ repo, ...set })));

  test.each(asked)("the project $repo ($title) passes its own checks", { timeout: 600_000 }, async ({ repo, title, options }) => {
    const place = installed(draftOf(repo, options), join(folder, `${repo}, ${title}`));
    for (const script of ["lint", ...(projectOf(repo).language.id === "ts" ? ["typecheck", "build"] : []), "test"]) {
      const { exitCode, output } = await npmRun(place, script, { env: await onServer() });
      expect(exitCode, `${script}\n${output}`).toBe(0);
    }
  });
});
