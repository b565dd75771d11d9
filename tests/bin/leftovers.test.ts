// Leftovers of killed runs: a forged one in a clone deletes nothing, and a true one is removed and named.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { names, run, temporary } from "../support/sandbox.ts";

const wrapper = ".backend-starter-999999-0badc0de";

/** A folder as an archive could contain it, next to files of the user. */
function forged(host: string): string {
  const folder = temporary();
  for (const path of [`evil/${wrapper}/project`, "evil/src", "v/keep"]) mkdirSync(join(folder, path), { recursive: true });
  for (const path of ["v/keep/f", "evil/src/mine.ts", `evil/${wrapper}/project/a`, "evil/README.md"]) writeFileSync(join(folder, path), "mine");
  const note = { format: 1, pid: 999_999, host, parentsMade: 2, entries: ["../v/keep", "src", "a2", "a"] };
  writeFileSync(join(folder, "evil", wrapper, "staging.json"), JSON.stringify(note));
  return folder;
}

test.each([["evil", hostname(), 1], ["evil", "elsewhere", 1], ["evil/new", hostname(), 0], ["evil/new", "elsewhere", 0]])("a forged record of a staging deletes nothing (target %s, host %s)", async (target, host, code) => {
  const cwd = forged(host);
  const before = readdirSync(cwd, { recursive: true, encoding: "utf8" });
  const { exitCode, stderr } = await run([target, "--yes"], { cwd });
  expect(exitCode).toBe(code);
  if (code === 1) expect(stderr).toContain(`"${wrapper}" holds no note of a run on this disk: it was not changed.`);
  expect(readdirSync(cwd, { recursive: true, encoding: "utf8" })).toEqual(expect.arrayContaining(before));
});

test("removed leftovers are listed in the report and in the JSON document", async () => {
  const [cwd, script] = [temporary(), temporary()];
  for (const folder of [cwd, script]) mkdirSync(join(folder, ".my-blog.backend-starter-99999999-0badc0de"), { mode: 0o700 });
  expect((await run(["my-blog", "--yes"], { cwd })).stdout).toContain("Removed what an interrupted run had left: \".my-blog.backend-starter-99999999-0badc0de\"");
  const { stdout } = await run(["my-blog", "--yes", "--json"], { cwd: script });
  expect(JSON.parse(stdout)).toMatchObject({ leftovers: { removed: [".my-blog.backend-starter-99999999-0badc0de"], left: [] } });
  for (const folder of [cwd, script]) expect(names(folder)).toEqual(["my-blog"]);
});

test("a dry run removes nothing", async () => {
  const cwd = temporary();
  mkdirSync(join(cwd, ".my-blog.backend-starter-99999999-0badc0de"), { mode: 0o700 });
  await run(["my-blog", "--yes", "--dry-run"], { cwd });
  expect(names(cwd)).toEqual([".my-blog.backend-starter-99999999-0badc0de"]);
});

test("a parent folder whose name breaks tools gives a warning", async () => {
  const cwd = join(temporary(), "class #1");
  mkdirSync(cwd);
  const { exitCode, stdout } = await run(["my-blog", "--yes"], { cwd });
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('class #1" contains "#"')]);
});
