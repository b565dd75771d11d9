// Git run: the environment in which every Git of ours starts.
import { expect, test } from "vitest";
import { git } from "../../src/git/git-run.ts";
import { temporary } from "../support/sandbox.ts";

const shown = ["-c", "alias.shown=!printenv MALLOC_TRIM_THRESHOLD_", "shown"];

test.skipIf(process.platform === "win32")("Git keeps its memory from file to file, unless the user's environment says how much", async () => {
  const env = { PATH: process.env.PATH ?? "" };
  expect(await git(temporary(), shown, { env })).toBe("33554432\n");
  expect(await git(temporary(), shown, { env: { ...env, MALLOC_TRIM_THRESHOLD_: "1" } })).toBe("1\n");
});
