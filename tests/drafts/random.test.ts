// Random answers: random and hostile ones (500 in the whole matrix) are refused with a sentence, or give a project in
// which every file parses.
import { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answersFor } from "../../src/project/answers.ts";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { createProject } from "../../src/project/project.ts";
import type { Draft } from "../../src/draft.ts";
import { UserError } from "../../src/user-error.ts";
import { derivationFor } from "../../src/render/derivation.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { anyResource, hostileResource, hostileText } from "../support/arbitrary.ts";
import { brokenRules } from "../support/house-rules.ts";

const catalog = openCatalog();
const sets = process.env.TEST_ALL === "1" ? 500 : 50;
const idea = catalog.ideas.get("api");
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
}, 60_000);

afterAll(() => database.close());

const anySaid = fc.record(
  {
    folder: fc.oneof({ weight: 3, arbitrary: fc.constant("my-api") }, hostileText),
    title: hostileText,
    description: hostileText,
    author: hostileText,
    license: fc.oneof({ weight: 4, arbitrary: fc.constantFrom("MIT", "none") }, hostileText),
    owner: fc.oneof({ weight: 4, arbitrary: fc.constant("ann") }, hostileText),
    language: fc.constantFrom("ts", "js"),
    resources: fc.array(fc.oneof({ weight: 4, arbitrary: anyResource }, hostileResource), { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ["folder"] },
);

test(`${sets} random sets of answers are refused with a sentence, or give a valid project`, { timeout: 300_000 }, async () => {
  const seen = { refused: 0, made: 0 };
  await fc.assert(
    fc.asyncProperty(anySaid, async (said) => {
      const draft = await draftOrFault(said);
      if (draft instanceof UserError) {
        seen.refused += 1;
        expect(draft.message).toMatch(/^[^\n]{8,2000}$/);
      } else {
        seen.made += 1;
        expect(brokenRules(draft)).toEqual([]);
        await runMigrations(draft);
      }
    }),
    { numRuns: sets },
  );
  // Both outcomes have to occur often enough to be tested.
  expect(Math.min(seen.refused, seen.made)).toBeGreaterThan(sets / 10);
});

async function draftOrFault(said: Parameters<typeof answersFor>[0]["said"]): Promise<Draft | UserError> {
  if (idea === undefined) throw new Error("There is no idea `api`.");
  try {
    const project = createProject({ answers: answersFor({ said, idea, catalog }), created: "2026-11-22", catalog });
    return renderProject({ project, version: "0.0.0", derivation: await derivationFor(project) });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Runs the migrations in PostgreSQL, and rolls them back. */
async function runMigrations(draft: Draft): Promise<void> {
  const paths = [...draft.keys()].filter((path) => path.startsWith("migrations/")).sort();
  const sql = paths.map((path) => draft.get(path)).join("\n");
  await database.exec(`begin; ${sql}; rollback;`).catch(async (error: unknown) => {
    await database.exec("rollback");
    throw error;
  });
}
