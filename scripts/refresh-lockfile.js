// Resolves the packages of the generated repo anew and keeps the result as a template: `npm run templates:lock`.
// Run it after a change of a package.json under templates/, and run all tests before you commit what it wrote.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { openCatalog } from "../dist/catalog/catalog.js";
import { answersFor } from "../dist/catalog/answers.js";
import { createProject } from "../dist/catalog/project.js";
import { renderProject } from "../dist/render/render.js";

const catalog = openCatalog();
const [stack] = catalog.stacks.values();

/** The package.json of every idea, laid over each other: what one repo needs lies in the lockfile of all. */
const manifests = [...catalog.ideas.values()].map((idea) => {
  const answers = answersFor({ said: { folder: "every-repo" }, idea, catalog });
  return JSON.parse(renderProject({ project: createProject({ answers, created: "2026-01-01", catalog }), catalog, version: "0.0.0" }).get("package.json"));
});
const all = (kind) => Object.assign({}, ...manifests.map((manifest) => manifest[kind]));
const manifest = { ...manifests[0], dependencies: all("dependencies"), devDependencies: all("devDependencies") };

const folder = mkdtempSync(join(tmpdir(), "lockfile-"));
const settings = join(folder, "empty.npmrc");
writeFileSync(settings, "");
writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
// Without the addresses that packages were fetched from, the file fits every registry; its hashes still guard every package.
await execa("npm", ["install", "--package-lock-only", "--omit-lockfile-registry-resolved"], { cwd: folder, env: { npm_config_userconfig: settings } });
const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
rmSync(folder, { recursive: true });

// npm 10 knows nothing of `libc` and takes it out at the first install, which would leave a changed file in a clean repo.
for (const locked of Object.values(lock.packages)) delete locked.libc;
const file = new URL(`../templates/stacks/${stack.id}/base/${stack.lockfile}.hbs`, import.meta.url);
writeFileSync(file, `${JSON.stringify({ lockfileVersion: lock.lockfileVersion, requires: true, packages: lock.packages }, null, 2)}\n`);
console.log(`✔ Locked ${Object.keys(lock.packages).length - 1} packages`);
