// Walls of src: the files that write to the disk, start programs, use the network or end the process, by the import graph.
import { expect, test } from "vitest";
import { importsOf, powersOf, reachOf, sourceFiles, type Power, type SourceFile } from "../support/source.ts";

const files = sourceFiles();
const byPath = new Map(files.map((file) => [file.path, file]));

/** Each power, and the folders and files that have it. */
const walls: Record<Power, string[]> = {
  "writes files": ["disk/", "grading/workplace.ts", "system/scratch.ts"],
  "starts programs": ["system/child.ts", "git/open-repo.ts"],
  "uses the network": ["github/client.ts", "doctor/port-check.ts"],
  "ends processes": ["bin.ts", "system/process.ts", "system/end-processes.ts"],
  "runs text as code": [],
};

/** Rooms that only compute: neither they nor their imports do more than read. */
const computing = /^(?:cli|render|project|catalog)\/|^(?!bin|main|plop)[^/]+$/;

function forbidden(file: SourceFile): string[] {
  return powersOf(file).filter(({ power }) => !walls[power].some((place) => file.path.startsWith(place))).map(({ power, by }) => `${power}: ${by}`);
}

function reached(path: string, all: Map<string, SourceFile>): string[] {
  return [...reachOf(path, all)].flatMap(([to, way]) => {
    const file = all.get(to);
    return file === undefined ? [] : powersOf(file).map(({ power, by }) => `${way} ${power}: ${by}`);
  });
}

test.each(files)("$path uses only the powers of its room", (file) => {
  expect(forbidden(file)).toEqual([]);
});

test.each(files.filter(({ path }) => computing.test(path)))("$path reaches no power through its imports", ({ path }) => {
  expect(reached(path, byPath)).toEqual([]);
});

test("every exception is needed", () => {
  const idle = Object.entries(walls).flatMap(([power, places]) =>
    places.filter((place) => !files.some((file) => file.path.startsWith(place) && powersOf(file).some((use) => use.power === power))));
  expect(idle).toEqual([]);
});

test("each package is imported by one room only", () => {
  const rooms = new Map<string, Set<string>>();
  for (const file of files) {
    const packages = importsOf(file).map(({ to }) => to).filter((to) => !to.startsWith("node:") && !byPath.has(to));
    for (const each of packages) rooms.set(each, new Set([...(rooms.get(each) ?? []), file.path.split("/")[0] ?? ""]));
  }
  expect(Object.fromEntries([...rooms].filter(([, each]) => each.size > 1))).toEqual({});
});

/** Lines that could be added to a file, with the power that they use. */
const breaks: [Power, string][] = [
  ["writes files", 'import { writeFileSync } from "node:fs";'],
  ["writes files", 'import { readFileSync, rmSync as read } from "node:fs";'],
  ["writes files", 'import * as fs from "node:fs";'],
  ["writes files", 'import fs from "fs";'],
  ["writes files", 'import { writeFile } from "node:fs/promises";'],
  ["writes files", 'import { promises } from "node:fs";'],
  ["writes files", 'void (await import("node:fs/promises")).writeFile("a", "b");'],
  ["writes files", 'export { rmSync } from "node:fs";'],
  ["writes files", 'process.chdir("..");'],
  ["starts programs", 'import { exec } from "node:child_process";'],
  ["starts programs", 'import "child_process";'],
  ["starts programs", 'const { execa } = await import("execa");'],
  ["starts programs", 'import { simpleGit } from "simple-git";'],
  ["uses the network", 'void fetch("https://example.com");'],
  ["uses the network", "const ask = fetch;"],
  ["uses the network", "const from = { fetch };"],
  ["uses the network", 'import { connect } from "node:net";'],
  ["uses the network", 'import { lookup } from "node:dns/promises";'],
  ["ends processes", "process.exit(0);"],
  ["ends processes", "const { exit } = process;"],
  ["ends processes", "process.kill(1);"],
  ["runs text as code", 'const name = "node:fs"; await import(name);'],
  ["runs text as code", 'process.getBuiltinModule("node:fs");'],
  ["runs text as code", "const all = [process];"],
  ["runs text as code", 'eval("1");'],
  ["runs text as code", 'globalThis["fetch"]("https://example.com");'],
  ["runs text as code", 'import { createRequire } from "node:module";'],
];

test.each(breaks)("the rule finds in a computing file: %s (%s)", (power, line) => {
  const file = { path: "render/layers.ts", text: `${byPath.get("render/layers.ts")?.text}\n${line}\n` };
  expect(forbidden(file)).toContainEqual(expect.stringContaining(`${power}: `));
});

test.each([
  'import type { ChildProcess } from "node:child_process";',
  'import { type Stats, lstatSync } from "node:fs";',
  "const { fetch: mine } = { fetch: 1 };",
  'const said = "process.exit(0)"; // fetch',
])("the rule allows in a computing file: %s", (line) => {
  expect(forbidden({ path: "render/layers.ts", text: line })).toEqual([]);
});

test("the rule finds a power that a computing file reaches through another file", () => {
  const file = { path: "render/layers.ts", text: 'import { run } from "../system/run.ts";' };
  expect(reached("render/render-project.ts", new Map(byPath).set(file.path, file))).toContainEqual(expect.stringMatching(/^render\/render-project\.ts > .*render\/layers\.ts > system\/run\.ts > system\/child\.ts starts programs: node:child_process$/));
});
