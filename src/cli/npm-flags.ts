// Flags lost to npm: finds flags of ours that npm consumed, through the environment variables that npm sets for them.
import { flags } from "./flags.ts";

export type Environment = Record<string, string | undefined>;

/** Our flags that are npm settings too. Any other flag of ours in npm's environment was meant for us. */
const alsoOfNpm = ["description", "git", "yes", "dry-run", "json", "help", "version"];
const onlyOurs = Object.keys(flags).filter((name) => !alsoOfNpm.includes(name));

/** Our flags that npm consumed and that mean nothing to npm. */
export function flagsLostToNpm(env: Environment): string[] {
  return onlyOurs.filter((name) => keptByNpm(name, env));
}

/** The same, with the flags that npm also has (`--yes`, `--json`): only a hint, for when something else is wrong. */
export function flagsPerhapsLostToNpm(env: Environment): string[] {
  return Object.keys(flags).filter((name) => keptByNpm(name, env));
}

export function fixForNpm(names: string[]): string {
  const list = names.map((name) => `--${name}`).join(", ");
  return `npm consumed ${list}: put -- before our flags, as in "-- --yes".`;
}

function keptByNpm(name: string, env: Environment): boolean {
  return (env[`npm_config_${name.replaceAll("-", "_")}`] ?? "") !== "";
}
