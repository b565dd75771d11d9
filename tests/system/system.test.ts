// System: the installer of each operating system.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missing, portTaken, tooOld } from "../../src/system/fixes.ts";
import { systemFrom, thisSystem, type System } from "../../src/system/system.ts";

const debian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n';
const mint = 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n';
const rocky = 'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\n';
const manjaro = "NAME=Manjaro\nID=manjaro\nID_LIKE=arch\n";
const linux = (release: string, root = false) => systemFrom({ platform: "linux", release, root });

test.each<[string, System, string]>([
  ["Windows", systemFrom({ platform: "win32", release: "", root: false }), "winget install --exact --id Git.Git"],
  ["macOS", systemFrom({ platform: "darwin", release: "", root: false }), "brew install git"],
  ["Debian", linux(debian), "sudo apt install git"],
  ["Debian, as root", linux(debian, true), "apt install git"],
  ["a child of Ubuntu", linux(mint), "sudo apt install git"],
  ["Fedora", linux("NAME=Fedora\nID=fedora\n"), "sudo dnf install git"],
  ["a child of Fedora", linux(rocky), "sudo dnf install git"],
  ["a child of Arch", linux(manjaro), "sudo pacman -S git"],
])("on %s the command that installs Git is known", (_, system, line) => {
  expect(missing("git", system).commands).toEqual([line]);
});

test.each(["", "ID=nixos\n", "NAME=debian\n"])("without a known installer (%j), the advice is a web page", (release) => {
  expect(missing("git", linux(release))).toEqual({ problem: "Git is not installed", advice: "Install it from https://git-scm.com/downloads.", commands: [] });
});

test.skipIf(!existsSync("/etc/os-release"))("this system is read from its release file", () => {
  expect(thisSystem()).toEqual(linux(readFileSync("/etc/os-release", "utf8"), process.getuid?.() === 0));
});

test("on Windows, the advice mentions a new terminal", () => {
  expect(missing("gh", systemFrom({ platform: "win32", release: "", root: false })).advice).toBe("Install it, and open a new terminal.");
});

test("for an old Node.js, the advice is a web page instead of an installer that may be old too", () => {
  expect(tooOld("18.19.0", "20.19", linux(debian))).toMatchObject({ problem: "Node.js 18.19.0 is too old", commands: [] });
  expect(tooOld("18.19.0", "20.19", linux(debian)).advice).toContain("https://nodejs.org");
});

test("the command that stops a process depends on the system, and needs its pid", () => {
  expect(portTaken({ port: 3000, system: linux(debian) })).toEqual({ problem: "Port 3000 is taken", advice: "Stop that program, or set another PORT in .env.", commands: [] });
  expect(portTaken({ port: 3000, pid: 7, system: linux(debian) }).commands).toEqual(["kill 7"]);
  expect(portTaken({ port: 3000, pid: 7, system: systemFrom({ platform: "win32", release: "", root: false }) }).commands).toEqual(["taskkill /pid 7"]);
});
