// Findings: the checks interpret the output of programs, also of other systems.
import { expect, test } from "vitest";
import type { Check } from "../../src/doctor/check.ts";
import { fine } from "../../src/doctor/check.ts";
import { examine } from "../../src/doctor/examine.ts";
import { space } from "../../src/doctor/folder-checks.ts";
import { holderInLsof, holderInNetstat, socketsIn } from "../../src/doctor/port-holder.ts";
import { node } from "../../src/doctor/program-checks.ts";
import { surroundingsAt } from "../../src/doctor/surroundings.ts";
import { temporary } from "../support/sandbox.ts";

test.each([["20.19.0", true], ["20.20.2", true], ["24.0.0", true], ["20.18.3", false], ["18.20.8", false], ["9.99.99", false]])("Node.js %s is supported: %s", (version, fine) => {
  expect(node(version, "20.19").status).toBe(fine ? "fine" : "missing");
});

test.each<[number, string]>([
  [76_400, "76 GB of disk space is free"],
  [500, "500 MB of disk space is free"],
  [499.9, "Only 499 MB of disk space is free, and a project with its packages takes 500 MB"],
])("%s MB of free disk space are reported as %j", (free, told) => {
  const found = space(free, 500);
  expect(found.status === "fine" ? found.says : found.problem).toBe(told);
});

test("on macOS, the process that uses a port is read from lsof", () => {
  expect(holderInLsof("p4711\ncnode\nf23\n")).toEqual({ pid: 4711, name: "node" });
  expect(holderInLsof("")).toBeUndefined();
});

test("on Windows, it is read from netstat in any language", () => {
  const table = "\r\nAktive Verbindungen\r\n\r\n  Proto  Lokale Adresse         Remoteadresse          Status           PID\r\n"
    + "  TCP    127.0.0.1:50123        127.0.0.1:3000         HERGESTELLT      11\r\n  TCP    0.0.0.0:13000          0.0.0.0:0              ABHÖREN         12\r\n"
    + "  TCP    127.0.0.1:3000         0.0.0.0:0              ABHÖREN         13\r\n";
  expect(holderInNetstat(table, 3000)).toEqual({ pid: 13 });
  expect(holderInNetstat(table, 3001)).toBeUndefined();
});

test("on Linux, only listening sockets count", () => {
  const head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
  const row = (port: string, state: string, inode: number) => `   0: 0100007F:${port} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1\n`;
  expect(socketsIn(head + row("0BB8", "01", 1) + row("0BB8", "0A", 2) + row("1BB8", "0A", 3), 3000)).toEqual(["2"]);
});

test("findings keep the order of the checks, and a check that hangs is reported after its limit", async () => {
  const check = (id: string, look: Check["look"]): Check => ({ id, title: id, limit: 50, look });
  const list = [
    check("hangs", () => new Promise(() => {})),
    check("is slow", () => new Promise((resolve) => setImmediate(() => resolve(fine("there"))))),
    check("does not apply", () => undefined),
    check("is quick", () => fine("here")),
  ];
  const found = await examine(surroundingsAt(temporary(), {}), new AbortController().signal, list);
  expect(found.map(({ id, status }) => [id, status])).toEqual([["hangs", "note"], ["is slow", "fine"], ["is quick", "fine"]]);
  expect(found[0]).toMatchObject({ problem: "hangs did not answer within 0.05 seconds" });
});

test("Ctrl-C stops a check that hangs", async () => {
  const stop = new AbortController();
  let ended = false;
  const hangs: Check = {
    id: "hangs", title: "hangs", limit: 60_000,
    look: (_, signal) => new Promise(() => signal.addEventListener("abort", () => { ended = true; })),
  };
  const examined = examine(surroundingsAt(temporary(), {}), stop.signal, [hangs]);
  stop.abort(new Error("stopped"));
  await expect(examined).rejects.toThrow("stopped");
  expect(ended).toBe(true);
});
