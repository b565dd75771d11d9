// Small class: a starter of two files, and the store of Ann and Bo, created once for a test file and copied for each test.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { beforeAll } from "vitest";
import type { Connection } from "../../src/github/client.ts";
import { hostFrom } from "../../src/github/host.ts";
import { openStore, storeIn, type Store } from "../../src/handout/store.ts";
import type { Class } from "../../src/roster/class-file.ts";
import { folderForThisFile } from "./folders.ts";
import { addRepo } from "./github-operations.ts";
import { token, type GitHub } from "./github.ts";
import { temporary } from "./sandbox.ts";

export interface SmallClass {
  folder: string;
  store: Store;
  known: Class;
  /** Ann's commit in the store, on top of the root. Bo's is the root. */
  tip: string;
}

const by = "Ann <ann@example.com> 1700000000 +0000";
const { signal } = new AbortController();

/** The stream of one commit for `git fast-import`. Without a parent it begins a history. */
function commitText(ref: string, parent: string | undefined, files: Record<string, string>): string {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const changes = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
  return `commit ${ref}\ncommitter ${by}\n${data("Work")}${parent === undefined ? "" : `from ${parent}\n`}${changes.join("")}\ndone\n`;
}

/** Adds a commit to a repository, as the newest of a branch, and returns its id. */
export async function commitOn(repo: string, branch: string, parent: string | undefined, files: Record<string, string>): Promise<string> {
  const ref = `refs/heads/${branch}`;
  await gitIn(repo, ["fast-import", "--quiet", "--force", "--done"], commitText(ref, parent, files));
  return gitIn(repo, ["rev-parse", ref]);
}

/** Runs Git without settings, also outside of tests. */
export async function gitIn(cwd: string, args: string[], input?: string): Promise<string> {
  const env = { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: devNull };
  const { stdout } = await execa("git", args, { cwd, env, extendEnv: false, ...(input === undefined ? { stdin: "ignore" } : { input }) });
  return stdout;
}

/** Returns a function that copies the folder of the class. Each call is a class of its own. */
export function smallClassForThisFile(): () => SmallClass {
  const first = folderForThisFile();
  let [root, tip] = ["", ""];
  beforeAll(async () => {
    const starter = join(first, "starter");
    mkdirSync(starter);
    await gitIn(starter, ["init", "--quiet", "--initial-branch=main", "--template="]);
    const files = { "README.md": "# Week 3\n", "a.txt": "one\ntwo\nthree\n" };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(starter, name), text);
    root = await commitOn(starter, "main", undefined, files);
    await gitIn(starter, ["reset", "--quiet"]);
    const store = await openStore(first, starter, root, signal);
    tip = await commitOn(store.path, "ann", root, { "README.md": "# Week 3\n\nHello Ann.\n" });
  }, 60_000);
  return () => {
    const folder = join(temporary(), "week-3");
    cpSync(first, folder, { recursive: true });
    const students = [{ key: "ann", pushed: tip }, { key: "bo", pushed: root }].map(({ key, pushed }) => ({ key, repo: `acme/week-3-${key}`, pushed, members: [{ name: key, username: key }] }));
    return { folder, store: storeIn(folder, signal), known: { format: 1, org: "acme", root, students }, tip };
  };
}

/** A connection of Ann's to a GitHub. */
export function connectionTo(github: GitHub, stop: AbortSignal = signal): Connection {
  return { host: hostFrom({ ...github.env }), login: { token, from: "GITHUB_TOKEN" }, stop, pause: 1 };
}

/** Puts a commit of a repository on GitHub, as the newest of a branch. */
export async function putOnGitHub(github: GitHub, repo: string, { from, commit, branch = "main" }: { from: string; commit: string; branch?: string }): Promise<void> {
  if (!github.state.repos.has(repo)) addRepo(github.state, repo);
  mkdirSync(dirname(github.folderOf(repo)), { recursive: true });
  await gitIn(from, ["push", "--quiet", "--force", github.folderOf(repo), `${commit}:refs/heads/${branch}`]);
}
