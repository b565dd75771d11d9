// Requirements: whether this machine can sandbox, and what to type if it cannot.
import { existsSync, readFileSync } from "node:fs";
import { run } from "../system/run.ts";
import { thisSystem, type System } from "../system/system.ts";
import { UserError } from "../user-error.ts";
import { environmentInside, sandboxed, type Sandbox } from "./sandbox.ts";

/** The programs, and the packages that hold them. */
const packages = {
  bwrap: "bubblewrap",
  socat: "socat",
  setpriv: "util-linux",
  prlimit: "util-linux",
  taskset: "util-linux",
};

const lines: Partial<Record<NonNullable<System["installer"]>, string>> = {
  apt: "apt install",
  dnf: "dnf install",
  pacman: "pacman -S",
};

const elsewhere = [
  "On Windows, grade in WSL 2; on macOS or without rights, in GitHub Codespaces.",
  "With --unsandboxed it is graded here, and the code of the students can do all that you can.",
].join(" ");

/** Where Ubuntu keeps programs from making a sandbox of their own. */
const restriction = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
const profile = "bwrap-userns-restrict";

const allowed = [
  "sudo apt install apparmor-profiles",
  `sudo install -m 0644 /usr/share/apparmor/extra-profiles/${profile} /etc/apparmor.d/`,
  `sudo apparmor_parser -r /etc/apparmor.d/${profile}`,
].join(" && ");

/** @throws UserError on Windows, where the grading server cannot be reached without a network */
export function checkSystem(platform: string = process.platform): void {
  if (platform === "win32") throw new UserError("Grading needs Linux or macOS.", "On Windows, grade in WSL 2.");
}

/**
 * Starts a program in a sandbox that does nothing.
 * @throws UserError with what to type if a program is missing, or the system refuses
 */
export async function checkSandbox(sandbox: Sandbox, stop: AbortSignal): Promise<void> {
  if (process.platform !== "linux") throw new UserError("A sandbox needs Linux.", elsewhere);
  const missing = await missingPrograms();
  if (missing.length > 0) throw new UserError(`A sandbox needs ${missing.join(" and ")}.`, adviceFor(missing));
  const tried = await run([...sandboxed(sandbox), "node", "--version"], {
    env: environmentInside,
    tied: true,
    stop,
    limit: 30_000,
  });
  stop.throwIfAborted();
  if (tried.succeeded) return;
  if (/Unknown option/i.test(tried.output))
    throw new UserError("This bubblewrap is too old.", `Use 0.8 or newer, as Debian 12 has. ${elsewhere}`);
  if (/Permission denied/.test(tried.output) && sandbox.root)
    throw new UserError(
      `The sandbox cannot enter a folder: ${lastLine(tried.output)}.`,
      "Root starts it as another user: move the assignment and Node.js to folders that all can enter.",
    );
  const refused = `This system refuses a sandbox: ${lastLine(tried.output)}.`;
  throw new UserError(refused, isRestricted() ? `Type ${allowed}` : elsewhere);
}

async function missingPrograms(): Promise<string[]> {
  const found = await Promise.all(
    Object.keys(packages).map(
      async (name) => [name, (await run([name, "--version"], { limit: 10_000 })).there] as const,
    ),
  );
  return found.filter(([, there]) => !there).map(([name]) => name);
}

function adviceFor(missing: string[], { installer, sudo } = thisSystem()): string {
  const line = installer && lines[installer];
  if (line === undefined) return elsewhere;
  const names = [...new Set(missing.map((name) => packages[name as keyof typeof packages]))];
  return `Type ${sudo ? "sudo " : ""}${line} ${names.join(" ")}`;
}

function isRestricted(): boolean {
  return existsSync(restriction) && readFileSync(restriction, "utf8").trim() === "1";
}

function lastLine(output: string): string {
  return output.split("\n").at(-1)?.slice(0, 300) ?? "";
}
