// Flags that npm kept for itself, as its environment variables show them.
import { flags } from "./flags.ts";

export type Environment = Record<string, string | undefined>;

/** Flags of ours that are settings of npm too. All others, seen in npm's environment, were meant for us. */
const alsoOfNpm = ["description", "git", "yes", "dry-run", "json", "help", "version"];
const onlyOurs = Object.keys(flags).filter((name) => !alsoOfNpm.includes(name));

/** The flags of ours that npm kept and that mean nothing to npm itself. */
export function flagsLostToNpm(env: Environment): string[] {
  return onlyOurs.filter((name) => keptByNpm(name, env));
}

/** The same, with the flags that npm also knows (`--yes`, `--json`): a hint only where something else is wrong already. */
export function flagsPerhapsLostToNpm(env: Environment): string[] {
  return Object.keys(flags).filter((name) => keptByNpm(name, env));
}

/** What to do about it, in a sentence. */
export function cureForNpm(names: string[]): string {
  const list = names.map((name) => `--${name}`).join(", ");
  return `npm kept ${list} for itself: put -- before our flags, as in "-- --yes".`;
}

function keptByNpm(name: string, env: Environment): boolean {
  return (env[`npm_config_${name.replaceAll("-", "_")}`] ?? "") !== "";
}
