// Assignment actions: what can follow `assignment`, and the flags that each action takes.

export interface AssignmentAction {
  /** For the help text, after the action. */
  usage: string[];
  flags: string[];
}

/** The actions on an assignment that exists. A new one is a row here, a flag in flags.ts, and a loader in plop.ts. */
export const assignmentActions = {
  handout: {
    usage: ["<folder>", "--roster <file>", "[--org <name>]", "[flags]"],
    flags: ["roster", "org", "dry-run", "yes", "json"],
  },
  collect: { usage: ["<folder>", "[--submissions <folder>]", "[--json]"], flags: ["submissions", "json"] },
  update: { usage: ["<folder>", "[--push]", "[--json]"], flags: ["push", "json"] },
  prove: { usage: ["<folder>", "[--json]"], flags: ["json"] },
  check: {
    usage: ["<folder>", "[--submissions <folder>]", "[flags]"],
    flags: ["submissions", "again", "without-tests", "unsandboxed", "yes", "json"],
  },
  grades: {
    usage: ["<folder>", "[--format <format>]", "[--title <column>]", "[flags]"],
    flags: ["format", "title", "pseudonyms", "json"],
  },
} satisfies Record<string, AssignmentAction>;

export type AssignmentActionName = keyof typeof assignmentActions;

export const actionNames = Object.keys(assignmentActions) as AssignmentActionName[];
