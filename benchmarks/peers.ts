// Peers: the public programs that we are compared with, installed once into our cache at pinned versions.
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { beginnersEnvironment } from "../tests/support/clean-environment.ts";

const list = fileURLToPath(new URL("peers", import.meta.url));
const cache = fileURLToPath(new URL("../node_modules/.cache", import.meta.url));

/** The versions we are compared with, by package. */
export const versions = (JSON.parse(readFileSync(join(list, "package.json"), "utf8")) as { dependencies: Record<string, string> }).dependencies;

/** A folder in which all peers are installed; the bare servers are next to the packages that they use. */
export async function installPeers(): Promise<string> {
  const mark = createHash("sha256").update(JSON.stringify([versions, process.version])).digest("hex").slice(0, 16);
  const folder = join(cache, `peers-${mark}`);
  if (!existsSync(folder)) await install(folder);
  cpSync(list, folder, { recursive: true });
  return folder;
}

async function install(folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(list, unfinished, { recursive: true });
  await execa("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], { cwd: unfinished, env: beginnersEnvironment(), extendEnv: false, timeout: 240_000 });
  renameSync(unfinished, folder);
}
