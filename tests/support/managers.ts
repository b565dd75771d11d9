// Package managers: those other than npm, from npm's registry: the paths of their programs, and their settings for a
// registry on this machine.
import { join } from "node:path";
import { execa } from "execa";
import { beginnersEnvironment } from "./clean-environment.ts";
import { fromNpm } from "./from-npm.ts";

interface Kind {
  program: string;
  /** the package, and the folder of programs next to or in it */
  from: string;
  folder: string;
}

/** The newest version of each, after older ones in wide use, which are for the whole matrix. */
const kinds: Record<string, Kind> = {
  "pnpm 12": { program: "pnpm", from: "pnpm@12", folder: ".bin" },
  "yarn 4": { program: "yarn", from: "@yarnpkg/cli-dist@4", folder: ".bin" },
  bun: { program: "bun", from: "@oven/bun-linux-x64@1", folder: "@oven/bun-linux-x64/bin" },
  "yarn 1": { program: "yarn", from: "yarn@1", folder: ".bin" },
  "pnpm 10": { program: "pnpm", from: "pnpm@10", folder: ".bin" },
};

export interface Manager {
  name: string;
  /** the command: "pnpm" */
  program: string;
  /** the folder that has it, for PATH */
  folder: string;
}

export const managerNames: string[] = Object.keys(kinds);

/** @throws Error where it cannot be installed or does not run on this machine */
export async function managerFromNpm(name: string): Promise<Manager> {
  const { program, from, folder } = kinds[name] as Kind;
  const found = join(await fromNpm(from), folder);
  await execa(join(found, program), ["--version"], { env: beginnersEnvironment(), extendEnv: false });
  return { name, program, folder: found };
}

/** Settings that allow a registry without https, and packages that are only minutes old. */
export function yarnSettings(registry: string): Record<string, string> {
  return {
    YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, ""),
    YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname,
    YARN_NPM_MINIMAL_AGE_GATE: "0",
    YARN_ENABLE_TELEMETRY: "0",
  };
}
