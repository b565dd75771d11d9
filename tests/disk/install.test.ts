// Install: the program gets our environment without settings that skip packages, and its end is told.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { install } from "../../src/disk/install.ts";
import { missing } from "../../src/system/fixes.ts";
import { environmentForEach } from "../support/in-process.ts";
import { cleanEnvironment, temporary } from "../support/sandbox.ts";

const skipping = ["NODE_ENV", "npm_config_dry_run", "npm_config_production", "npm_config_omit", "npm_config_package_lock_only"];

environmentForEach(() => cleanEnvironment(undefined, { MINE: "1", ...Object.fromEntries(skipping.map((name) => [name, "1"])) }));

const never = new AbortController().signal;

function scriptOf(code: string): string {
  const folder = temporary();
  writeFileSync(join(folder, "install.cjs"), code);
  return folder;
}

test("no setting that skips packages reaches the package manager, and every other does", async () => {
  const folder = scriptOf('require("node:fs").writeFileSync("names", Object.keys(process.env).join("\\n"))');
  expect(await install(folder, "node install.cjs", never)).toEqual({ status: "done" });
  const names = readFileSync(join(folder, "names"), "utf8").split("\n");
  expect(names.filter((name) => skipping.includes(name))).toEqual([]);
  expect(names).toContain("MINE");
});

test("a failure is told by its last 15 lines without stack traces, or by its exit code", async () => {
  const loud = scriptOf('for (let at = 1; at <= 20; at++) console.log("line " + at + (at === 19 ? "\\nnpm error     at x.js:1" : "")); process.exit(3)');
  const problem = Array.from({ length: 15 }, (_, at) => `line ${at + 6}`).join("\n");
  expect(await install(loud, "node install.cjs", never)).toMatchObject({ status: "failed", problem });
  expect(await install(scriptOf("process.exit(3)"), "node install.cjs", never)).toMatchObject({ problem: "node install.cjs ended with exit code 3" });
});

test("an install that was stopped has not failed", async () => {
  expect(await install(scriptOf(""), "node install.cjs", AbortSignal.abort())).toEqual({ status: "stopped" });
});

test("a package manager that is not there is told with what to type", async () => {
  process.env.PATH = temporary();
  const outcome = await install(temporary(), "pnpm install", never);
  expect(outcome).toMatchObject({ status: "failed", problem: "pnpm is not installed", fix: missing("pnpm") });
});
