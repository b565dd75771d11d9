// Benchmark races: they run, and reject a contestant that fails or does not do what it claims.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesOf, race } from "../../benchmarks/contestant.ts";
import { bin, temporary } from "../support/sandbox.ts";

const help = { command: [bin, "--help"] };
const blog = { command: [bin, "app", "--yes"], makes: ["app/package.json", "app/.git/refs/heads/main"] };

function script(text: string): string {
  const file = join(temporary(), "peer.js");
  writeFileSync(file, text);
  return file;
}

test("two commands run in turns, and the ratio of their times is returned", async () => {
  const { ours, theirs, ratio } = await race(help, blog, 1);
  expect(ours).toBeGreaterThan(0);
  expect(ratio).toBeCloseTo(ours / theirs);
});

test("files in .git are not counted", async () => {
  const some = script('const fs = require("fs"); fs.mkdirSync("app/.git", { recursive: true }); fs.writeFileSync("app/.git/x", ""); fs.writeFileSync("app/y", "");');
  expect(await filesOf({ command: [some, "app"] })).toBe(1);
});

test("a command with a non-zero exit code ends the race", async () => {
  await expect(race(help, { command: [script("process.exit(3)")] }, 1)).rejects.toThrow("exit code 3");
});

test("a command that does not create its files ends the race", async () => {
  await expect(race(help, { command: [script(""), "app"], makes: ["app/package.json"] }, 1)).rejects.toThrow("did not make app/package.json");
});
