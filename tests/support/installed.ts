// Installed package: our package in a node_modules folder, below the package.json that depends on it.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { temporary, type Ran } from "./sandbox.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Installed {
  /** The program. */
  bin: string;
  /** Runs it in a folder. */
  run: (args: string[], typing: { cwd: string; env: NodeJS.ProcessEnv }) => Promise<Ran>;
}

/**
 * Installs the built package.
 *
 * @param range what package.json asks for: "^0.1.0" of a registry, "file:../x.tgz" of a disk
 * @param name of the package, where it is published under another one
 */
export function installed({ range, name }: { range: string; name?: string }): Installed {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { name: string; bin: Record<string, string> };
  const project = temporary();
  const folder = join(project, "node_modules", name ?? manifest.name);
  mkdirSync(folder, { recursive: true });
  for (const part of ["dist", "templates"]) cpSync(join(root, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, name: name ?? manifest.name }));
  writeFileSync(join(project, "package.json"), JSON.stringify({ dependencies: { [name ?? manifest.name]: range } }));
  const bin = join(folder, Object.values(manifest.bin)[0] ?? "");
  return { bin, run: (args, { cwd, env }) => ranIn([bin, ...args], cwd, env) };
}

async function ranIn(words: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, words, { cwd, env, extendEnv: false, reject: false, stdin: "ignore" });
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}
