// Colours and spinners: only in terminals, and only where they are wanted.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hasTmux, openPane } from "../support/pane.ts";
import { ann, cleanEnvironment, programs, run, temporary } from "../support/sandbox.ts";

const escape = "\u001b[";

test.each<[string, NodeJS.ProcessEnv, boolean]>([
  ["a pipe", {}, false],
  ["a pipe in CI", { CI: "true" }, false],
  ["FORCE_COLOR", { FORCE_COLOR: "1" }, true],
  ["FORCE_COLOR with NO_COLOR", { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
])("output with %s is coloured only where colours are wanted", async (_, more, coloured) => {
  const { stdout } = await run(["my-blog", "--yes", "--no-git"], { cwd: temporary(), env: cleanEnvironment("", more) });
  expect(stdout.includes(escape)).toBe(coloured);
});

const spinner = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Running npm install/;
const plain = /^Running npm install \.\.\.$/m;

test.skipIf(!hasTmux).each<[string, NodeJS.ProcessEnv, { coloured: boolean; waiting: RegExp }]>([
  ["without settings", {}, { coloured: true, waiting: spinner }],
  ["with NO_COLOR", { NO_COLOR: "1" }, { coloured: false, waiting: spinner }],
  ["with TERM=dumb", { TERM: "dumb" }, { coloured: false, waiting: plain }],
  ["of a CI service", { CI: "true" }, { coloured: true, waiting: plain }],
])("the spinner and colours in a terminal %s", async (_, more, { coloured, waiting }) => {
  const cwd = temporary();
  const npm = programs({ npm: "until [ -e ../go ]; do sleep 0.05; done" });
  const env = cleanEnvironment(ann, { PATH: `${npm}:${process.env.PATH ?? ""}`, ...more });
  const pane = await openPane({ cwd, env, args: ["my-blog", "--yes", "--install"] });
  expect(await pane.shows("Running npm install")).toMatch(waiting);
  writeFileSync(join(cwd, "go"), "");
  const { exitCode, screen } = await pane.ends();
  expect(screen).toContain("✔ Wrote ");
  expect(screen).toContain("✔ Ran npm install\n");
  expect([exitCode, await pane.coloured()]).toEqual([0, coloured]);
});
