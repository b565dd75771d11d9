// Checking: how the checks of a project are run, by students and by a proof.

/** How the app of a submission is started and asked when it is graded. */
export interface Grading {
  /** Folders whose files take the place of those in check/, the later ones first. */
  layers: string[];
  start: string[];
  ready: string;
  /** The command that installs the packages, and runs no script of theirs if it can. */
  install: string;
  settings: Record<string, string>;
  /** The folder with `server.js`, which starts a database server, and `probe.js`, which tries to break into it. */
  server?: string;
}

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
  grading: Grading;
  /** The database that they run on; undefined if that is the app's own affair. */
  database?: string;
  /** The server without which they cannot run, and the variable with its address, such as `example`. */
  server?: { title: string; variable: string; example: string };
}

/** The most that a student can hand in, without packages and checks. */
export const mostHandedIn = { files: 2_000, bytes: 20_000_000 };

export const checkFile = "check/run.js";
