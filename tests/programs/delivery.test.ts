// Delivery: any files to any folder, with a first commit for each project among them, whole or not at all.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { acceptTarget } from "../../src/disk/accept.ts";
import { deliver, type Delivery } from "../../src/disk/delivery.ts";
import type { Draft } from "../../src/draft.ts";
import { ann, cleanEnvironment, git, names, programs, temporary } from "../support/sandbox.ts";

/** The files of an assignment: two projects, and files about both. */
const week: Draft = new Map([
  ["README.md", "# Week 3\n"],
  ["contract.json", "{}\n"],
  ["starter/.gitignore", "node_modules/\n"],
  ["starter/package.json", "{}\n"],
  ["starter/src/app.ts", "export {};\n"],
  ["starter-notes.md", "Not a file of the starter.\n"],
  ["solution/package.json", "{}\n"],
  ["solution/src/app.ts", "export const solved = true;\n"],
]);
const entries = ["README.md", "contract.json", "solution", "starter", "starter-notes.md"];

function use(settings: string, more: NodeJS.ProcessEnv = {}): void {
  for (const [name, value] of Object.entries(cleanEnvironment(settings, more))) vi.stubEnv(name, value);
}

beforeEach(() => {
  use(ann);
  return () => vi.unstubAllEnvs();
});

async function delivery(folder: string, more: Partial<Delivery> = {}): Promise<Delivery> {
  return { draft: new Map(week), target: await acceptTarget(folder), repos: ["starter", "solution"], stop: new AbortController().signal, tell: () => {}, ...more };
}

/** The files of the newest commit. */
async function committed(folder: string): Promise<string[]> {
  return (await git(folder, "ls-tree", "-r", "--name-only", "HEAD")).split("\n");
}

test.each([
  ["a new folder", (folder: string) => join(folder, "course", "week-3")],
  ["an empty folder", (folder: string) => (mkdirSync(join(folder, "week-3")), join(folder, "week-3"))],
])("two projects and other files are delivered to %s, each project with its own first commit", async (_, at) => {
  const parent = temporary();
  const folder = at(parent);
  const { commits } = await deliver(await delivery(folder));
  expect([...commits]).toEqual([["starter", { status: "committed", branch: "main" }], ["solution", { status: "committed", branch: "main" }]]);
  expect(names(folder)).toEqual(entries);
  for (const [path, text] of week) expect(readFileSync(join(folder, path), "utf8")).toBe(text);
  expect(await committed(join(folder, "starter"))).toEqual([".gitignore", "package.json", "src/app.ts"]);
  expect(await committed(join(folder, "solution"))).toEqual(["package.json", "src/app.ts"]);
  expect(await git(join(folder, "solution"), "status", "--porcelain")).toBe("");
  expect(names(parent)).toHaveLength(1); // No temporary folder is left.
});

test("files without a project are delivered without Git", async () => {
  const folder = join(temporary(), "week-3");
  const { commits } = await deliver(await delivery(folder, { repos: [] }));
  expect([commits.size, names(folder), names(join(folder, "starter"))]).toEqual([0, entries, [".gitignore", "package.json", "src"]]);
});

test("a stop in the commit of the second project leaves nothing", async () => {
  const stop = new AbortController();
  const cwd = temporary();
  const began = join(temporary(), "began");
  const hook = programs({ "pre-commit": `case "$PWD" in *solution) touch "${began}"; sleep 60;; esac` });
  use(`${ann}[core]\n\thooksPath = ${hook}\n`);
  const delivered = deliver(await delivery(join(cwd, "course", "week-3"), { stop: stop.signal }));
  const refused = expect(delivered).rejects.toThrow("Stopped.");
  await expect.poll(() => existsSync(began), { timeout: 20_000 }).toBe(true);
  stop.abort(new Error("Stopped."));
  await refused;
  expect(names(cwd)).toEqual([]);
}, 60_000);

test("a project whose commit fails is delivered with the reason, and the other is committed", async () => {
  const folder = join(temporary(), "week-3");
  const hook = programs({ "pre-commit": `case "$PWD" in *starter) echo "no starters" >&2; exit 1;; esac` });
  use(`${ann}[core]\n\thooksPath = ${hook}\n`);
  const { commits } = await deliver(await delivery(folder));
  expect(commits.get("starter")).toMatchObject({ status: "failed", problem: "no starters" });
  expect(commits.get("solution")).toEqual({ status: "committed", branch: "main" });
  expect(names(folder)).toEqual(entries);
});

test("inside another repository no project gets its own, and the outer repository is reported", async () => {
  const cwd = temporary();
  await git(cwd, "init", "--quiet");
  const { commits } = await deliver(await delivery(join(cwd, "week-3")));
  expect([...commits.values()]).toEqual([{ status: "inside", workTree: cwd }, { status: "inside", workTree: cwd }]);
  expect(names(join(cwd, "week-3/starter"))).not.toContain(".git");
});

test("a folder that is filled meanwhile is refused, and not changed", async () => {
  const folder = join(temporary(), "week-3");
  mkdirSync(folder);
  const accepted = await delivery(folder);
  writeFileSync(join(folder, "mine.txt"), "mine");
  await expect(deliver(accepted)).rejects.toThrow("is not empty");
  expect(names(folder)).toEqual(["mine.txt"]);
});
