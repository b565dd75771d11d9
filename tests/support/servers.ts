// Setup of the tests of generated projects: their packages are installed, and one PostgreSQL server and the databases inside
// the apps are started or created once for all.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { chromiumProgram, howToInstallChromium } from "./chromium.ts";
import { install, seedOnce } from "./install.ts";
import { howToInstallJava, javaProgram } from "./page-checks.ts";
import { howToInstallPostgres, postgresPrograms, startPostgres } from "./postgres.ts";
import { draftOf, javaScriptRepos, repoNames, reposToTest } from "./repos.ts";

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  report("PostgreSQL", postgresPrograms, howToInstallPostgres);
  report("Chromium", chromiumProgram, howToInstallChromium);
  report("Java", javaProgram, howToInstallJava);
  await install(...[...repoNames, ...javaScriptRepos].map((name) => draftOf(name)));
  const server = postgresPrograms === undefined ? undefined : await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), "backend-starter-generated-"));
  await Promise.all(reposToTest.map((name) => seedOnce(name, folder)));
  project.provide("postgresPort", server?.port ?? 0);
  project.provide("folder", folder);
  return async () => {
    await server?.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** A missing program is skipped with a message; with CI=true this is an error. */
function report(name: string, found: string | undefined, fix: string): void {
  if (found !== undefined) return;
  if (process.env.CI === "true") throw new Error(`${name} is missing. To run these tests, ${fix}`);
  console.warn(`Skipped: the tests that need ${name}. To run them, ${fix}`);
}
