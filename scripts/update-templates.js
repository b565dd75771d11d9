// Template update: raises the packages of generated projects and runs all tests, with `npm run templates:update`.
// With `-- --dry-run` it only reports; package names after it limit it to these.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { askedFor, choose, raised } from "./newer-versions.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const words = process.argv.slice(2);
const dryRun = words.includes("--dry-run");
const only = words.filter((word) => word !== "--dry-run");

const templates = readdirSync(join(root, "templates"), { recursive: true }).filter((path) => path.endsWith("package.json.hbs"));
const manifests = templates.map((path) => join(root, "templates", path));
const textOf = (file) => readFileSync(file, "utf8");
const asked = askedFor(manifests.map(textOf));
const unknown = only.filter((name) => !asked.has(name));
if (unknown.length > 0) throw new Error(`No package.json.hbs asks for ${unknown.join(", ")}.`);

/** Every version from this one on, as the registry tells it: one text, one object or a list of them. */
async function published(name, from) {
  const { stdout } = await execa("npm", ["view", `${name}@>=${from}`, "version", "engines", "deprecated", "--json"], { cwd: root });
  return [JSON.parse(stdout)].flat().map((told) => (typeof told === "string" ? { version: told } : told));
}

const versions = new Map();
let looked = 0;
let passedOver = 0;
for (const [name, current] of asked) {
  if (only.length > 0 && !only.includes(name)) continue;
  looked += 1;
  const { version, passed, reason } = choose(name, current, await published(name, current));
  if (version !== current) versions.set(name, version);
  if (version !== current) console.log(`  ${name} ${current} → ${version}`);
  if (passed !== undefined) passedOver += 1;
  if (passed !== undefined) console.log(`  ${name} ${passed} is left out: ${reason}`);
}
const count = (number) => (number === 1 ? "1 package" : `${number} packages`);
console.log(`✔ Looked at ${count(looked)}: ${versions.size} can be raised, ${passedOver} held back`);

if (dryRun) console.log("This was a dry run: nothing was written.");
else if (versions.size > 0) await raise();

/** Our own package.json names what the templates are checked with: it moves with them where it asks for the same. */
async function raise() {
  const own = join(root, "package.json");
  for (const file of manifests) writeFileSync(file, raised(textOf(file), versions));
  const same = [...askedFor([textOf(own)])].filter(([name, version]) => version === asked.get(name) && versions.has(name));
  writeFileSync(own, raised(textOf(own), new Map(same.map(([name]) => [name, versions.get(name)]))));
  for (const words of [["install"], ["run", "templates:lock"], ["run", "test:all"]]) {
    await execa("npm", words, { cwd: root, stdio: "inherit" });
  }
  console.log(`✔ Raised ${count(versions.size)}, locked them, and passed all tests. Read the diff, and commit it.`);
}
