// Random projects: with random resources and hostile titles they type-check, start on PostgreSQL and return rows.
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answersFor, type Said } from "../../src/project/answers.ts";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { createProject, type Project } from "../../src/project/project.ts";
import { UserError } from "../../src/user-error.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { startApp } from "../support/app.ts";
import { anyResource, hostileText } from "../support/arbitrary.ts";
import { folderForThisFile } from "../support/folders.ts";
import { ask } from "../support/http.ts";
import { installed } from "../support/install.ts";
import { hasPostgres } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";
import { seededDatabase } from "../support/seeded-database.ts";

const catalog = openCatalog();
const idea = catalog.ideas.get("api");
if (idea === undefined) throw new Error("There is no idea `api`.");

// The same random projects at every run, so that a failure can be reproduced.
const anyProject = fc
  .record({
    title: hostileText,
    description: hostileText,
    author: hostileText,
    resources: fc.uniqueArray(anyResource, { minLength: 1, maxLength: 4, selector: (spec) => spec.split("/")[0] }).map(pointing),
  })
  .map((said) => projectOf({ folder: "random", ...said }))
  .filter((project) => project !== undefined);
const projects = fc.sample(anyProject, { numRuns: process.env.TEST_ALL === "1" ? 20 : 1, seed: 20_261_122 });
const folder = folderForThisFile();

describe.skipIf(!hasPostgres())("A project with random resources", () => {
  test.each(projects.map((project, at) => ({ at, project })))("type-checks and returns its rows: $project.title", async ({ at, project }) => {
    const repo = installed(renderProject({ project, version: "0.0.0" }), join(folder, String(at)));
    expect(await npmRun(repo, "typecheck")).toEqual({ exitCode: 0, output: "" });
    const app = await startApp(repo, { env: { DATABASE_URL: await seededDatabase(repo) } });
    const { body } = await ask(app, "POST /api/auth/login", { body: { email: "demo@example.com", password: "demo-password" } });
    const { token } = body as { token: string };
    for (const { plural, access } of project.resources) {
      const hidden = access === "private" || access === "members";
      expect((await ask(app, `GET /api/${plural.kebab}`)).status).toBe(hidden ? 401 : 200);
      const response = await ask(app, `GET /api/${plural.kebab}`, { token });
      expect(response.status).toBe(200);
      // One row where each account may have at most one, because all examples belong to the same account.
      expect(response.body).toMatchObject({ total: expect.toBeOneOf([1, 3]) as number });
    }
    expect(await app.stop()).toEqual({ code: 0, signal: null });
  });
});

function projectOf(said: Said): Project | undefined {
  if (idea === undefined) return undefined;
  try {
    return createProject({ answers: answersFor({ said, idea, catalog }), created: "2026-11-22", catalog });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Each resource after the first also points at the one before it, and some to a user. */
function pointing(resources: string[]): string[] {
  const relations = ["", ":restrict", "?:cascade", "?:restrict"];
  return resources.map((spec, at) => {
    const kind = relations[spec.length % relations.length];
    const before = at === 0 ? "" : ` before:ref(${parseResource(resources[at - 1] ?? "").singular.kebab})${kind}`;
    const helper = spec.length % 3 === 0 ? ` helper:ref(user)${spec.length % 2 === 0 ? "?" : ":unique"}` : "";
    return `${spec}${before}${helper}`;
  });
}
