// Own rows: projects with the example rows of one student pass their own tests and checks.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Draft } from "../../src/draft.ts";
import { drawn } from "../../src/disk/folder-key.ts";
import { readSeeds, seededFiles } from "../../src/handout/seeds.ts";
import { folderForThisFile } from "../support/folders.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { installedModules } from "../support/install.ts";
import { onServer } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";
import { ann, cleanEnvironment } from "../support/sandbox.ts";

const folder = folderForThisFile();
environmentForEach(() => cleanEnvironment(ann));

const assignments = fileURLToPath(new URL("../../templates/stacks/express/assignments/", import.meta.url));

test.each([["blog", "ts"], ["api", "js"]])("the project %s in %s with the example rows of one student passes its tests and checks", async (idea, language) => {
  await runHere(["assignment", "create", join(folder, idea), "--idea", idea, "--language", language, "--tasks", idea === "blog" ? "feed" : "taken", "--yes"]);
  const project = join(folder, idea, "solution");
  const read = (path: string) => readFileSync(join(project, path), "utf8");
  const modules: Draft = new Map(["package.json", "package-lock.json"].map((file) => [file, read(file)]));
  symlinkSync(installedModules(modules), join(project, "node_modules"));
  const seeds = readSeeds(join(assignments, idea, "seeds.json"));
  const before = new Map(seeds.rows.map(({ file }) => [file, read(file)]));
  const changed = seededFiles(seeds, before, (name) => drawn("secret", "ann-lee", name));
  expect([...changed.keys()].length).toBe(new Set([...before.keys(), ...seeds.files.map(({ file }) => file)]).size);
  for (const [path, text] of changed) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  for (const script of ["test", "check"]) {
    const { exitCode, output } = await npmRun(project, script, { env: await onServer() });
    expect([script, exitCode, exitCode === 0 ? "" : output]).toEqual([script, 0, ""]);
  }
});
