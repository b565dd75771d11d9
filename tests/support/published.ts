// Setup of the tests of the package: it is packed, and published in a registry on this machine.
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { TestProject } from "vitest/node";
import { managerFromNpm, managerNames, type Manager } from "./managers.ts";
import { scopedName, startRegistry } from "./registry.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** our package, as `npm pack` makes it */
    tarball: string;
    /** the address of the registry that has it */
    registry: string;
    /** the available package managers other than npm */
    managers: Manager[];
  }
}

const all = process.env.TEST_PUBLISHED === "1";
const root = fileURLToPath(new URL("../..", import.meta.url));

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-published-")));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const clone = cloneIn(folder);
    const tarball = await pack(clone, folder);
    rename(clone, scopedName);
    const scoped = await pack(clone, folder);
    const others = await managers();
    const registry = await startRegistry(join(folder, "registry"), [tarball, scoped]);
    project.provide("folder", folder);
    project.provide("tarball", tarball);
    project.provide("registry", registry.url);
    project.provide("managers", others);
    return () => registry.remove().then(remove);
  } catch (error) {
    remove();
    throw error;
  }
}

/** A clone that other tests, which run meanwhile, do not use. */
function cloneIn(folder: string): string {
  const clone = join(folder, "clone");
  for (const name of ["LICENSE", "README.md", "package.json", "scripts", "src", "templates", "tsconfig.json"]) {
    cpSync(join(root, name), join(clone, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  return clone;
}

/** The one line that contains the name. */
function rename(clone: string, name: string): void {
  const file = join(clone, "package.json");
  writeFileSync(file, readFileSync(file, "utf8").replace(/"name": ".*"/, `"name": "${name}"`));
}

async function pack(clone: string, folder: string): Promise<string> {
  const { stdout } = await execa("npm", ["pack", "--json", "--pack-destination", folder], { cwd: clone });
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf("["))) as { filename: string }[];
  return join(folder, packed?.filename ?? "");
}

/** A package manager that is not available is skipped with a message; with CI=true this is an error. */
async function managers(): Promise<Manager[]> {
  const found: Manager[] = [];
  for (const name of all ? managerNames : managerNames.slice(0, 3)) {
    try {
      found.push(await managerFromNpm(name));
    } catch (error) {
      if (process.env.CI === "true") throw error;
      console.warn(`Skipped: the tests that need ${name}, which could not be installed from npm here.`);
    }
  }
  return found;
}
