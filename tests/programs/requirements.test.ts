// Requirements: what to type if a sandbox is missing something or is refused, with programs that answer like those of a system.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkSandbox } from "../../src/grading/requirements.ts";
import { environmentInside, type Sandbox } from "../../src/grading/sandbox.ts";
import { thisSystem } from "../../src/system/system.ts";
import { messageOf } from "../support/canned.ts";
import { environmentForEach } from "../support/in-process.ts";
import { programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => process.env);

const elsewhere = "On Windows, grade in WSL 2; on macOS or without rights, in GitHub Codespaces. With --unsandboxed it is graded here, and the code of the students can do all that you can.";
const others = { socat: "exit 0", setpriv: "exit 0", prlimit: "exit 0", taskset: "exit 0" };
const { signal } = new AbortController();

/** What is said on a machine that has these programs and no others. */
function said(scripts: Record<string, string>, { stop = signal, ...more }: Partial<Sandbox> & { stop?: AbortSignal } = {}): Promise<string> {
  process.env.PATH = programs(scripts);
  return messageOf(checkSandbox({ app: "/app-of-ann", packages: new Map(), node: "/bin/node", port: 3000, root: false, ...more }, stop));
}

const onLinux = test.runIf(process.platform === "linux");

onLinux("a sandbox in which a program runs is enough, and it has the environment of every sandbox", async () => {
  const told = join(temporary(), "told");
  expect(await said({ ...others, bwrap: `test -c /dev/stdin || echo "$@ $HOME $PATH" > ${told}` })).toBe("no error");
  const words = readFileSync(told, "utf8");
  expect(words).toContain("--ro-bind /app-of-ann /app ");
  expect(words.endsWith(` sh node --version ${environmentInside.HOME} ${environmentInside.PATH}\n`)).toBe(true);
});

/** The line that installs packages on this machine; as the advice elsewhere if none is known. */
function install(...names: string[]): string {
  const { installer = "", sudo } = thisSystem();
  const known: Record<string, string> = { apt: "apt install", dnf: "dnf install", pacman: "pacman -S" };
  const line = known[installer];
  return line === undefined ? elsewhere : `Type ${sudo ? "sudo " : ""}${line} ${names.join(" ")}`;
}

onLinux("missing programs are named, with the line that installs their packages", async () => {
  const { socat, prlimit } = others;
  expect(await said({ ...others })).toBe(`A sandbox needs bwrap. ${install("bubblewrap")}`);
  expect(await said({ bwrap: "exit 0", prlimit })).toBe(`A sandbox needs socat and setpriv and taskset. ${install("socat", "util-linux")}`);
  expect(await said({ bwrap: "exit 0", socat })).toBe(`A sandbox needs setpriv and prlimit and taskset. ${install("util-linux")}`);
});

onLinux("an old bubblewrap is told from a system that refuses", async () => {
  expect(await said({ ...others, bwrap: "echo 'bwrap: Unknown option --disable-userns' >&2; exit 1" })).toBe(`This bubblewrap is too old. Use 0.8 or newer, as Debian 12 has. ${elsewhere}`);
});

const restriction = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
const isRestricted = existsSync(restriction) && readFileSync(restriction, "utf8").trim() === "1";
const allowed = "Type sudo apt install apparmor-profiles && sudo install -m 0644 /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ && sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict";

onLinux("the last line of a sandbox that is refused is shown, shortened", async () => {
  const advice = isRestricted ? allowed : elsewhere;
  expect(await said({ ...others, bwrap: "echo first; echo 'bwrap: No permissions: Permission denied' >&2; exit 1" })).toBe(`This system refuses a sandbox: bwrap: No permissions: Permission denied. ${advice}`);
  const long = "x".repeat(400);
  expect(await said({ ...others, bwrap: `echo ${long}; exit 1` })).toBe(`This system refuses a sandbox: ${"x".repeat(300)}. ${advice}`);
});

onLinux("where root starts it as another user, a folder that nobody can enter is the reason", async () => {
  const script = "echo 'execvp /root/node: Permission denied'; exit 1";
  expect(await said({ ...others, bwrap: "exit 0", setpriv: `test "$1" = --version || { ${script}; }` }, { root: true })).toBe(
    "The sandbox cannot enter a folder: execvp /root/node: Permission denied. Root starts it as another user: move the assignment and Node.js to folders that all can enter.",
  );
});

onLinux("a run that was stopped ends with its reason", async () => {
  expect(await said({ ...others, bwrap: "exit 1" }, { stop: AbortSignal.abort(new Error("Stopped.")) })).toBe("Stopped.");
});

test.skipIf(process.platform === "linux")("on other systems there is no sandbox", async () => {
  expect(await said({})).toBe(`A sandbox needs Linux. ${elsewhere}`);
});
