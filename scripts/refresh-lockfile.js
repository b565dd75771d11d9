// Lockfile: resolves the packages of generated projects and stores the result as a template, with `npm run
// templates:lock`.
// Run it after a change of a package.json under templates/, and run all tests before you commit the result.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const root = fileURLToPath(new URL("..", import.meta.url));
const [stack] = readdirSync(join(root, "templates/stacks"));
const { languages, lockfile } = JSON.parse(readFileSync(join(root, "templates/stacks", stack, "stack.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "lockfile-"));

/** The package.json of a repo with this idea, in this language. */
async function manifestOf(idea, language) {
  const target = join(folder, `${idea}-${language}`);
  await execa(process.execPath, [join(root, "dist/bin.cjs"), target, "--idea", idea, "--language", language, "--yes", "--no-git"]);
  return JSON.parse(readFileSync(join(target, "package.json"), "utf8"));
}

// The manifests of all ideas in all languages, laid over each other: what one repo needs lies in the lockfile of all.
const isOffered = (idea) => JSON.parse(readFileSync(join(root, "templates/ideas", idea, "idea.json"), "utf8")).abstract !== true;
const ideas = readdirSync(join(root, "templates/ideas")).filter(isOffered);
const manifests = await Promise.all(ideas.flatMap((idea) => Object.keys(languages).map((language) => manifestOf(idea, language))));
const all = (kind) => Object.assign({}, ...manifests.map((manifest) => manifest[kind]));
const manifest = { ...manifests[0], name: "every-repo", dependencies: all("dependencies"), devDependencies: all("devDependencies") };

const settings = join(folder, "empty.npmrc");
writeFileSync(settings, "");
writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
// Without the addresses that packages were fetched from, the file fits every registry; its hashes still guard every package.
await execa("npm", ["install", "--package-lock-only", "--omit-lockfile-registry-resolved"], { cwd: folder, env: { npm_config_userconfig: settings } });
const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
rmSync(folder, { recursive: true });

// npm 10 knows nothing of `libc` and takes it out at the first install, which would leave a changed file in a clean repo.
for (const locked of Object.values(lock.packages)) delete locked.libc;
const file = join(root, "templates/stacks", stack, "base", `${lockfile}.hbs`);
writeFileSync(file, `${JSON.stringify({ lockfileVersion: lock.lockfileVersion, requires: true, packages: lock.packages }, null, 2)}\n`);
console.log(`✔ Locked ${Object.keys(lock.packages).length - 1} packages`);
