// Person at a terminal: a home with settings for Git and for the registry that has our package, and an empty working folder.
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { inject } from "vitest";
import { folderForThisFile } from "./folders.ts";
import { yarnSettings } from "./managers.ts";
import { program, type Finished } from "./run-npm.ts";
import { ann } from "./sandbox.ts";

export interface Person {
  /** the working folder */
  place: string;
  /** the environment of commands */
  env: Record<string, string>;
  /** Types a command: program and words, run in the place or in a folder of it. */
  type: (command: string[], folder?: string) => Promise<Finished>;
}

/** A home folder, removed after the tests of this file. Call it outside tests. */
export function newHome(): string {
  return join(folderForThisFile(), "home");
}

/** A person who has never used our package. @param programs folders that come first in PATH */
export function personIn(home: string, ...programs: string[]): Person {
  const place = join(home, "Zoë's work");
  const registry = inject("registry");
  const settings = join(home, ".npmrc");
  mkdirSync(place, { recursive: true });
  writeFileSync(settings, `registry=${registry}\n`);
  writeFileSync(join(home, ".gitconfig"), ann);
  const env = {
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    PATH: [...programs, process.env.PATH].join(delimiter),
    npm_config_userconfig: settings,
    npm_config_cache: join(home, ".npm"),
    npm_config_update_notifier: "false",
    // `yarn create` of Yarn 1 installs the package globally, if it has permission.
    PREFIX: join(home, ".local"),
    YARN_GLOBAL_FOLDER: join(home, ".yarn"),
    YARN_CACHE_FOLDER: join(home, ".cache"),
    ...yarnSettings(registry),
  };
  return { place, env, type: ([file = "", ...words], folder = ".") => program(join(place, folder), file, words, env) };
}
