// Repo run: how the app of an instructor's own repository is installed and started.
import { isObject, readJsonFile } from "../json-file.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

/** How the app of a repo is installed and started: "run" in its tasks.json. */
export interface Run {
  install: string;
  start: string;
  /** The path that answers when the app is ready. */
  ready?: string;
  /** Variables of the app; "{port}" is the port that it must listen on, which is PORT by default. */
  environment?: Record<string, string>;
  packages?: string[];
}

/** @throws UserError with the file for a key that is not there or of the wrong type */
export function runIn(file: string): Run {
  const { run } = readJsonFile("list of tasks", file);
  const wrong = ["install", "start"].find((key) => !isObject(run) || typeof run[key] !== "string");
  if (wrong !== undefined)
    throw new UserError(
      `In ${shown(file, 300)}: "run" has no ${wrong}.`,
      'Write "run": { "install": "npm ci", "start": "node server.js" }.',
    );
  checkRun(run as Record<string, unknown>, file);
  return run as Run;
}

/** @throws UserError for an optional key of the wrong type */
function checkRun({ ready, environment = {}, packages = [] }: Record<string, unknown>, file: string): void {
  const isText = (value: unknown) => typeof value === "string";
  const wrong =
    ready !== undefined && !isText(ready) ? 'the path "ready" is not text'
    : !isObject(environment) || !Object.values(environment).every(isText) ? '"environment" is not an object of texts'
    : !Array.isArray(packages) || !packages.every(isText) ? '"packages" is not a list of folders'
    : undefined;
  if (wrong !== undefined) throw new UserError(`In ${shown(file, 300)}: ${wrong}.`, "Mend the file.");
}
