// Assignment actions: what can follow `assignment`, and the flags that each action takes.

export interface AssignmentAction {
  /** For the help text, after the action. */
  usage: string[];
  says: string;
  flags: string[];
}

/** The actions on an assignment that exists. A new one is a row here, a flag in flags.ts, and a loader in plop.ts. */
export const assignmentActions = {
  handout: {
    usage: ["<folder>", "--roster <file>", "[--org <name>]", "[flags]"],
    says: "Gives each student or group a copy: a branch in store.git and, with --org, a private repository on GitHub.",
    flags: ["roster", "org", "dry-run", "yes", "json"],
  },
  collect: {
    usage: ["<folder>", "[--submissions <folder>]", "[--json]"],
    says: "Fetches what was pushed by the deadline, or notes when folders and zip files came, by their submitted.csv.",
    flags: ["submissions", "json"],
  },
  update: {
    usage: ["<folder>", "[--push]", "[--json]"],
    says: "Reports what a changed starter changes for whom; with --push it is sent.",
    flags: ["push", "json"],
  },
  prove: {
    usage: ["<folder>", "[--json]"],
    says: "Runs the checks on solution, starter, single tasks and known mistakes, and writes PROOF.md and proof.json.",
    flags: ["json"],
  },
  check: {
    usage: ["<folder>", "[--submissions <folder>]", "[flags]"],
    says: "Grades what was collected, or folders and zip files, in sandboxes, and writes reports and results.json.",
    flags: ["submissions", "again", "without-tests", "unsandboxed", "yes", "json"],
  },
  grades: {
    usage: ["<folder>", "[--format <format>]", "[--title <column>]", "[flags]"],
    says: "Writes the results as a file that a gradebook imports.",
    flags: ["format", "title", "pseudonyms", "json"],
  },
} satisfies Record<string, AssignmentAction>;

/** What makes an assignment; it takes many flags of a project, too. */
export const assignmentCreation = {
  usage: ["<folder>", "[flags]"],
  says: "Writes a starter with open tasks, its solution and their checks.",
};

export type AssignmentActionName = keyof typeof assignmentActions;

export const actionNames = Object.keys(assignmentActions) as AssignmentActionName[];
