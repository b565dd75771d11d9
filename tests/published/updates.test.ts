// Template updates: `npm run templates:update -- --dry-run` reports newer versions of a real registry, and writes
// nothing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, inject, test } from "vitest";
import { beginnersEnvironment } from "../support/clean-environment.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = join(root, "templates/stacks/express/base/package.json.hbs");

function update(...words: string[]): Promise<{ exitCode?: number; stdout: string; stderr: string }> {
  const env = beginnersEnvironment({ npm_config_registry: inject("registry") });
  return execa("npm", ["run", "--silent", "templates:update", "--", "--dry-run", ...words], { cwd: root, env, extendEnv: false, reject: false });
}

test("a dry run checks the named packages, holds back pinned ones, and writes nothing", async () => {
  const before = readFileSync(manifest, "utf8");
  const { exitCode, stdout, stderr } = await update("typescript", "express");
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/typescript 7\S+ is left out: typescript-eslint 8/);
  expect(stdout).toMatch(/✔ Looked at 2 packages: \d can be raised, [12] held back\nThis was a dry run: nothing was written\.$/);
  expect(readFileSync(manifest, "utf8")).toBe(before);
});

test("a package that no template uses is refused", async () => {
  const { exitCode, stderr } = await update("left-pad");
  expect(exitCode).toBe(1);
  expect(stderr).toContain("No package.json.hbs asks for left-pad.");
});
