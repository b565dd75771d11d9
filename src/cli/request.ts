// What a command line says, once it is understood.
import type { Said } from "../project/answers.ts";

/** What was asked for by flags. What is undefined was not said, and is asked or defaulted. */
export interface CreateRequest extends Omit<Said, "folder"> {
  directory?: string;
  idea?: string;
  /** A file that answers what no flag does. */
  preset?: string;
  install?: boolean;
  git?: boolean;
  /** Put it on GitHub too, for everybody to see or not. */
  github: boolean;
  public: boolean;
  yes: boolean;
  dryRun: boolean;
  json: boolean;
}

/** What `publish` was asked for. */
export interface PublishRequest {
  directory?: string;
  owner?: string;
  public: boolean;
  dryRun: boolean;
}

export type CommandLine =
  | { command: "help" }
  | { command: "version" }
  | { command: "create"; asked: CreateRequest }
  | { command: "doctor"; json: boolean; caller?: string }
  | { command: "publish"; asked: PublishRequest }
  | { command: "render"; file?: string };

/** Verbs that later versions will have. They are taken from the first version on, so that no folder is ever made of one. */
export const reservedCommands: string[] = ["add", "update", "undo", "assignment", "cohort"];

/** Every command that can be typed; `create` is what is done without one. */
export const commands: string[] = ["doctor", "publish", ...reservedCommands];
