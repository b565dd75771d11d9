// Relay: one submission has at most 18 connections to the server, also of those that never log in.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { temporary } from "../support/sandbox.ts";

const { openRelay } = (await import(new URL("../../templates/assignments/grade/check/relay.js", import.meta.url).href)) as {
  openRelay: (folders: { from: string; to: string }) => Promise<{ close: () => void }>;
};

test.skipIf(process.platform === "win32")("18 connections reach the server, and when one ends, another does", async () => {
  const [from, to] = [join(temporary(), "from"), join(temporary(), "to")];
  for (const folder of [from, to]) mkdirSync(folder);
  writeFileSync(join(from, "note.lock"), "");
  const there = new Set<Socket>();
  const server = createServer((socket) => {
    there.add(socket.on("close", () => there.delete(socket)).on("error", () => undefined));
    socket.on("data", (data) => socket.write(`heard ${data.toString()}`));
  });
  await new Promise<void>((resolve) => server.listen(join(from, "server.sock"), resolve));
  onTestFinished(() => void server.close());
  const relay = await openRelay({ from, to });
  expect(existsSync(join(to, "note.lock"))).toBe(false);

  const apps = Array.from({ length: 40 }, () => connect(join(to, "server.sock")).on("error", () => undefined));
  await until(() => there.size === 18 && apps.filter(({ destroyed }) => destroyed).length === 22);
  const open = apps.filter(({ destroyed }) => !destroyed);
  const heard = new Promise((resolve) => open[0]?.on("data", (data) => resolve(data.toString())));
  open[0]?.write("hello");
  expect(await heard).toBe("heard hello");

  open[0]?.destroy();
  await until(() => there.size === 17);
  const next = connect(join(to, "server.sock"));
  await until(() => there.size === 18);
  relay.close();
  await until(() => there.size === 0 && next.destroyed);
  expect(existsSync(join(to, "server.sock"))).toBe(false);
});

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !isSo(); tries += 1) await wait(10);
  expect(isSo()).toBe(true);
}
