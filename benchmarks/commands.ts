// Command benchmark: start-up and creation of a project, compared with public programs that create one.
import { join } from "node:path";
import { bin } from "../tests/support/sandbox.ts";
import { filesOf, race, type Contestant } from "./contestant.ts";
import type { Row } from "./report.ts";

interface Peer {
  name: string;
  script: string;
  /** asks for its version; create-vite cannot, and shows its help instead */
  version?: string;
  /** creates a project called `app`, without questions and install */
  makes: string[];
}

const next = { name: "create-next-app", script: "create-next-app", version: "--version", makes: ["app", "--yes", "--skip-install", "--use-npm"] };

const peers: Peer[] = [
  { name: "create-vite", script: "create-vite", makes: ["app", "--no-interactive"] },
  { name: "create-vue", script: "create-vue", version: "--version", makes: ["app", "--default"] },
  { ...next, makes: [...next.makes, "--disable-git"] },
  { name: "express-generator", script: "express", version: "--version", makes: ["app"] },
  { name: "@nestjs/cli", script: "nest", version: "--version", makes: ["new", "app", "--skip-install", "--skip-git", "--package-manager", "npm"] },
];

/** What we have to reach, as our time divided by theirs. */
const targets: Record<string, { start: number; make: number }> = { "create-vite": { start: 1, make: 1.6 } };

const blog = { command: [bin, "app", "--idea", "blog", "--yes", "--no-git"], makes: ["app/package.json", "app/src/app.ts"] };
const committed = { command: [bin, "app", "--idea", "blog", "--yes"], makes: ["app/package.json", "app/.git/refs/heads/main"] };

/** All comparisons of commands: so many pairs of those that have a target, and a few of the others. */
export async function compareCommands(folder: string, rounds: { target: number; other: number }): Promise<Row[]> {
  const rows: Row[] = [];
  for (const peer of peers) {
    const most = peer.name in targets ? rounds.target : rounds.other;
    const versus = { against: peer.name, unit: "s" as const };
    const { start, make } = targets[peer.name] ?? {};
    const help = theirs(folder, peer, ["--help"]);
    rows.push({ what: "start: `--help`", ...versus, target: start, ...(await race({ command: [bin, "--help"] }, help, most)) });
    const version = peer.version === undefined ? help : theirs(folder, peer, [peer.version]);
    rows.push({ what: "start: `--version`", ...versus, target: start, ...(await race({ command: [bin, "--version"] }, version, most)) });
    const makes = { ...theirs(folder, peer, peer.makes), makes: ["app/package.json"] };
    rows.push({ what: await counted("make the blog", blog, makes), ...versus, target: make, ...(await race(blog, makes, most)) });
  }
  const withCommit = { ...theirs(folder, next, next.makes), makes: ["app/package.json", "app/.git/HEAD"] };
  const what = await counted("make the blog with a first commit", committed, withCommit);
  rows.push({ what, against: next.name, unit: "s", target: 1, ...(await race(committed, withCommit, rounds.target)) });
  return rows;
}

function theirs(folder: string, { script }: Peer, args: string[]): Contestant {
  return { command: [join(folder, "node_modules/.bin", script), ...args] };
}

async function counted(what: string, ours: Contestant, others: Contestant): Promise<string> {
  return `${what} (${await filesOf(ours)} files : ${await filesOf(others)})`;
}
