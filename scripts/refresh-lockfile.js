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
const [idea] = catalog.ideas.values();
const answers = answersFor({ said: { folder: "name-of-the-repo", license: "MIT" }, idea, catalog });
const draft = renderProject({ project: createProject({ answers, created: "2026-01-01", catalog }), catalog, version: "0.0.0" });

const folder = mkdtempSync(join(tmpdir(), "lockfile-"));
const settings = join(folder, "empty.npmrc");
writeFileSync(settings, "");
writeFileSync(join(folder, "package.json"), draft.get("package.json"));
// Without the addresses that packages were fetched from, the file fits every registry; its hashes still guard every package.
await execa("npm", ["install", "--package-lock-only", "--omit-lockfile-registry-resolved"], { cwd: folder, env: { npm_config_userconfig: settings } });
const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
rmSync(folder, { recursive: true });

// npm 10 knows nothing of `libc` and takes it out at the first install, which would leave a changed file in a clean repo.
for (const locked of Object.values(lock.packages)) delete locked.libc;
lock.name = lock.packages[""].name = "@name@";
lock.packages[""].license = "@license@";
const template = JSON.stringify(lock, null, 2)
  .replaceAll('"@name@"', "{{json name}}")
  .replace('"@license@"', '{{#if licensed}}{{json license}}{{else}}"UNLICENSED"{{/if}}');
writeFileSync(new URL(`../templates/stacks/${answers.stack}/base/package-lock.json.hbs`, import.meta.url), `${template}\n`);
console.log(`✔ Locked ${Object.keys(lock.packages).length - 1} packages`);
