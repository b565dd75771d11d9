// Programs: how each program is installed on each system, and its download page.
import type { Installer, System } from "./system.ts";

export type Program = "node" | "npm" | "pnpm" | "yarn" | "bun" | "git" | "gh";

export const pages: Record<Program, string> = {
  node: "https://nodejs.org/en/download",
  npm: "https://nodejs.org/en/download",
  pnpm: "https://pnpm.io/installation",
  yarn: "https://yarnpkg.com/getting-started/install",
  bun: "https://bun.sh/docs/installation",
  git: "https://git-scm.com/downloads",
  gh: "https://cli.github.com",
};

/** The name of a program for each installer. An installer whose version may be too old is left out. */
const names: Record<Program, Partial<Record<Installer | "npm", string>>> = {
  node: { winget: "OpenJS.NodeJS.LTS", brew: "node", pacman: "nodejs npm" },
  npm: { winget: "OpenJS.NodeJS.LTS", brew: "node", apt: "npm", dnf: "npm", pacman: "npm" },
  pnpm: { npm: "pnpm" },
  yarn: { npm: "yarn" },
  bun: { npm: "bun" },
  git: { winget: "Git.Git", brew: "git", apt: "git", dnf: "git", pacman: "git" },
  gh: { winget: "GitHub.cli", brew: "gh", apt: "gh", dnf: "gh", pacman: "github-cli" },
};

const lines: Record<Installer, string> = {
  winget: "winget install --exact --id",
  brew: "brew install",
  apt: "apt install",
  dnf: "dnf install",
  pacman: "pacman -S",
};

/** The command that installs a program; undefined if none is known for this system. */
export function installLine(program: Program, { installer, sudo }: System): string | undefined {
  if (names[program].npm !== undefined) return `npm install --global ${names[program].npm}`;
  const name = installer && names[program][installer];
  return name === undefined ? undefined : `${sudo ? "sudo " : ""}${lines[installer as Installer]} ${name}`;
}
