// System: the operating system, as far as it decides which command to type.
import { readFileSync } from "node:fs";

export type Installer = "winget" | "brew" | "apt" | "dnf" | "pacman";

export interface System {
  /** Undefined if none is known: a page is then named instead of a command. */
  installer?: Installer;
  sudo: boolean;
  windows: boolean;
}

interface Signs {
  platform: string;
  /** The text of /etc/os-release, if it exists. */
  release: string;
  root: boolean;
}

/** By ID and ID_LIKE in /etc/os-release. https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
const families: [RegExp, Installer][] = [
  [/^(debian|ubuntu)$/, "apt"],
  [/^(fedora|rhel|centos)$/, "dnf"],
  [/^arch$/, "pacman"],
];

export function systemFrom({ platform, release, root }: Signs): System {
  if (platform === "win32") return { installer: "winget", sudo: false, windows: true };
  if (platform === "darwin") return { installer: "brew", sudo: false, windows: false };
  return { installer: installerOf(release), sudo: !root, windows: false };
}

export function thisSystem(): System {
  return systemFrom({ platform: process.platform, release: releaseText(), root: process.getuid?.() === 0 });
}

function installerOf(release: string): Installer | undefined {
  const lines = [...release.matchAll(/^ID(?:_LIKE)?=["']?([^"'\n]*)/gm)];
  const words = lines.flatMap(([, value = ""]) => value.split(" "));
  return families.find(([family]) => words.some((word) => family.test(word)))?.[1];
}

function releaseText(): string {
  try {
    return readFileSync("/etc/os-release", "utf8");
  } catch {
    return ""; // Not Linux, or a Linux without this file.
  }
}
