// Request: the content of a parsed command line.
import type { Said } from "../project/answers.ts";
import type { AssignmentActionName } from "./assignment-actions.ts";

/** The answers from flags. An undefined answer was not given; it is asked for or gets its default. */
export interface CreateRequest extends Omit<Said, "folder"> {
  directory?: string;
  idea?: string;
  preset?: string;
  install?: boolean;
  git?: boolean;
  /** Whether to create a repository on GitHub too, and whether it is public. */
  github: boolean;
  public: boolean;
  yes: boolean;
  dryRun: boolean;
  json: boolean;
}

export interface PublishRequest {
  directory?: string;
  owner?: string;
  public: boolean;
  dryRun: boolean;
}

/** The project of an assignment, and what makes it one. */
export interface AssignmentRequest extends CreateRequest {
  /** A marked repo of the instructor's own. */
  from?: string;
  tasks?: string[];
  level?: string;
  due?: string;
  late?: string;
  ai?: string;
}

export interface ActionRequest {
  action: AssignmentActionName;
  /** The folder of the assignment; by default the current one. */
  directory?: string;
  dryRun: boolean;
  has: (flag: string) => boolean;
  text: (flag: string) => string | undefined;
}

export type CommandLine =
  | { command: "help"; about?: string }
  | { command: "version" }
  | { command: "create"; asked: CreateRequest }
  | { command: "doctor"; json: boolean; caller?: string }
  | { command: "publish"; asked: PublishRequest }
  | { command: "assignment create"; asked: AssignmentRequest }
  | { command: "assignment"; asked: ActionRequest }
  | { command: "render"; file?: string };

/** Commands of later versions, reserved from the first version on, so that none becomes the name of a folder. */
export const reservedCommands: string[] = ["add", "update", "undo", "cohort"];

export const commands: string[] = ["doctor", "publish", "assignment", ...reservedCommands];
