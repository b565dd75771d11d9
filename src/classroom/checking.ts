// Checking: how the checks of a project are run, by students and by a proof.

/** How the checks of a project run. */
export interface Checking {
  /** What a student types: "npm run check". */
  command: string;
  /** What a student types to start the app: "npm run dev". */
  start: string;
  /** The command that installs packages, and the folders of which it makes at least one. */
  install: string;
  packages: string[];
  /** Arguments of Node.js before the file that runs the checks. */
  node: string[];
  /** The database that they run on; undefined if that is the app's own affair. */
  database?: string;
}

/** The file that runs the checks. */
export const checkFile = "check/run.js";
