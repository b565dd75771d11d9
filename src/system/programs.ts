// How each program is installed on each system: a table of names, and the page for where no name is known.
import type { Installer, System } from "./system.ts";

export type Program = "node" | "npm" | "pnpm" | "yarn" | "bun" | "git" | "gh";

/** Where a person finds out more. */
export const pages: Record<Program, string> = {
  node: "https://nodejs.org/en/download",
  npm: "https://nodejs.org/en/download",
  pnpm: "https://pnpm.io/installation",
  yarn: "https://yarnpkg.com/getting-started/install",
  bun: "https://bun.sh/docs/installation",
  git: "https://git-scm.com/downloads",
  gh: "https://cli.github.com",
};

/** What an installer calls a program. Left out where it may bring a version that is too old. */
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

/** What to type to install a program; undefined where we know no command for this system. */
export function installLine(program: Program, { installer, sudo }: System): string | undefined {
  if (names[program].npm !== undefined) return `npm install --global ${names[program].npm}`;
  const name = installer && names[program][installer];
  return name === undefined ? undefined : `${sudo ? "sudo " : ""}${lines[installer as Installer]} ${name}`;
}
