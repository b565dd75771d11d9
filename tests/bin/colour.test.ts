// Colours: only where they are seen and wanted.
import { expect, test } from "vitest";
import { cleanEnvironment, run, temporary } from "../support/sandbox.ts";

const escape = "\u001b[";

test.each<[string, NodeJS.ProcessEnv, boolean]>([
  ["a pipe", {}, false],
  ["a pipe in CI", { CI: "true" }, false],
  ["FORCE_COLOR", { FORCE_COLOR: "1" }, true],
  ["FORCE_COLOR with NO_COLOR", { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
])("%s", async (_, more, coloured) => {
  const { stdout } = await run(["my-blog", "--yes", "--no-git"], { cwd: temporary(), env: cleanEnvironment("", more) });
  expect(stdout.includes(escape)).toBe(coloured);
});
