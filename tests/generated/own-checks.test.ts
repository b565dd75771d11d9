// Own checks: a generated project's tests on both databases, types, lint rules and build.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { packagesOf, repoForThisFile } from "../support/install.ts";
import { hasPostgres, newDatabase } from "../support/postgres.ts";
import { javaScriptRepos, projectOf, repoNames, type RepoName } from "../support/repos.ts";
import { npmRun, program } from "../support/run-npm.ts";

const knip = fileURLToPath(new URL("../../node_modules/knip/bin/knip.js", import.meta.url));
// Assets for browsers are named in HTML, and the view engine in a setting: knip reads neither.
const knipConfig = fileURLToPath(new URL("../support/knip.json", import.meta.url));

const all = process.env.TEST_ALL === "1";
/** Both ideas, both languages. The blog in TypeScript passes its checks in options.test.ts, the API in JavaScript in domains.test.ts. */
const pairs: RepoName[] = ["awkward", "awkward blog in JavaScript"];

describe.each(all ? [...repoNames, ...javaScriptRepos] : pairs)("The project %s", (name) => {
  const repo = repoForThisFile(name);
  const compiled = projectOf(name).language.id === "ts";

  test("passes its tests on the embedded database, ignoring .env, with a line coverage of at least 90 %", async () => {
    // With any of these settings the tests would fail.
    writeFileSync(join(repo, ".env"), "NODE_ENV=production\nDATABASE_URL=postgres://nobody@127.0.0.1:1/test\nTEST_DATABASE_URL=postgres://nobody@127.0.0.1:1/test\nRATE_LIMIT=1\nCORS_ORIGINS=https://example.com\n");
    onTestFinished(() => rmSync(join(repo, ".env")));
    const { exitCode, output } = await npmRun(repo, "coverage", { env: { NODE_ENV: "development" }, args: ["--coverage.reporter=json-summary"] });
    expect(output).not.toMatch(/FAIL|skipped|warn/i);
    expect(exitCode, output).toBe(0);
    const summary = JSON.parse(readFileSync(join(repo, "coverage/coverage-summary.json"), "utf8")) as { total: { lines: { pct: number } } };
    expect(summary.total.lines.pct).toBeGreaterThanOrEqual(90);
  });

  test.runIf(hasPostgres())("passes its tests on a PostgreSQL server, shuffled, and again on the same database", async () => {
    const env = { TEST_DATABASE_URL: await newDatabase() };
    const twice = all || name === "awkward";
    for (const seed of twice ? ["1", "2"] : ["3"]) {
      const { exitCode, output } = await npmRun(repo, "test", { env, args: ["--sequence.shuffle", `--sequence.seed=${seed}`] });
      expect(exitCode, output).toBe(0);
    }
  });

  test("has no lint warnings", async () => {
    expect(await npmRun(repo, "lint", { args: ["--max-warnings", "0"] })).toEqual({ exitCode: 0, output: "" });
  });

  test.runIf(compiled)("type-checks", async () => {
    expect(await npmRun(repo, "typecheck")).toEqual({ exitCode: 0, output: "" });
  });

  test("has no unused files, exports or packages and no undeclared ones (knip)", async () => {
    const { exitCode, output } = await program(repo, process.execPath, [knip, "--no-progress", "--no-config-hints", "--config", knipConfig]);
    expect(output).toBe("");
    expect(exitCode).toBe(0);
  });

  test.runIf(compiled)("builds without output", async () => {
    expect(await npmRun(repo, "build")).toEqual({ exitCode: 0, output: "" });
    expect(existsSync(join(repo, "dist/server.js"))).toBe(true);
  });

  test("installs at most 120 production packages and 300 in all", () => {
    const packages = packagesOf(repo);
    expect(packages.length).toBeLessThanOrEqual(compiled ? 300 : 260);
    expect(packages.filter(({ dev }) => !dev).length).toBeLessThanOrEqual(120);
  });
});
