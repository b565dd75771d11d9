// Shared install: one `npm install` for all generated projects with the same packages, linked into each from our
// cache.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { inject } from "vitest";
import type { Draft } from "../../src/draft.ts";
import { beginnersEnvironment } from "./clean-environment.ts";
import { folderForThisFile } from "./folders.ts";
import { draftOf, writeDraft, writtenOf, type RepoName } from "./repos.ts";
import { npmRun } from "./run-npm.ts";

const cache = fileURLToPath(new URL("../../node_modules/.cache/generated", import.meta.url));

/** An installed project in a folder with a space and an accent. Call it outside tests. */
export function repoForThisFile(repo: RepoName): string {
  return installedRepo(repo, join(folderForThisFile(), "Zoë's répo"));
}

/** The same with its examples in the database inside the app: a first start, which creates both, takes some seconds. */
export function seededRepoForThisFile(repo: RepoName): string {
  const folder = repoForThisFile(repo);
  const data = join(seededFolder(repo, inject("folder") ?? ""), ".data");
  if (existsSync(data)) cpSync(data, join(folder, ".data"), { recursive: true });
  return folder;
}

/** Creates the database that is copied into a project and into the same one in JavaScript. */
export async function seedOnce(repo: RepoName, folder: string): Promise<void> {
  const { exitCode, output } = await npmRun(installedRepo(repo, seededFolder(repo, folder)), "db:seed");
  if (exitCode !== 0) throw new Error(`The database of ${repo} cannot be seeded: ${output}`);
}

/** @param folder of this run */
function seededFolder(repo: RepoName, folder: string): string {
  return join(folder, `seeded ${writtenOf(repo)}`);
}

/** Writes a project into a folder and links its packages. */
export function installedRepo(repo: RepoName, folder: string): string {
  return installed(draftOf(repo), folder);
}

/** Writes any repo into a folder and links its packages, which do not depend on its resources. */
export function installed(draft: Draft, folder: string): string {
  const modules = installedModules(draft);
  writeDraft(draft, folder);
  symlinkSync(modules, join(folder, "node_modules"));
  return folder;
}

/** The packages that a repo's package.json and package-lock.json ask for. */
export function installedModules(draft: Draft): string {
  const modules = join(installFolder(draft), "node_modules");
  if (!existsSync(modules)) throw new Error("The templates name other packages than when the tests began: run them again.");
  return modules;
}

/** Installs the packages of projects, each set of packages once. */
export async function install(...drafts: Draft[]): Promise<void> {
  const sets = new Map(drafts.map((draft) => [installFolder(draft), draft]));
  await Promise.all([...sets].filter(([folder]) => !existsSync(folder)).map(([folder, draft]) => installIn(folder, draft)));
}

/** Scripts of packages do not run, because a project must not need them. */
async function installIn(folder: string, draft: Draft): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) if (draft.has(file)) writeFileSync(join(unfinished, file), draft.get(file) ?? "");
  // With a lockfile, `ci` is used, which fails unless it matches package.json.
  const command = draft.has("package-lock.json") ? "ci" : "install";
  await execa("npm", [command, "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: unfinished, env: beginnersEnvironment(), extendEnv: false });
  renameSync(unfinished, folder);
}

/** Every package of a project: its path, and whether it is for development only. */
export function packagesOf(repo: string): { path: string; dev: boolean }[] {
  const installed = JSON.parse(readFileSync(join(repo, "node_modules/.package-lock.json"), "utf8")) as { packages: Record<string, { dev?: boolean }> };
  return Object.entries(installed.packages).map(([path, { dev = false }]) => ({ path, dev }));
}

/** A name derived from everything in package.json that decides what is installed. */
function installFolder(draft: Draft): string {
  const { dependencies, devDependencies, overrides } = JSON.parse(draft.get("package.json") ?? "{}") as Record<string, object>;
  const { packages = {} } = JSON.parse(draft.get("package-lock.json") ?? "{}") as { packages?: Record<string, object> };
  const locked = Object.entries(packages).filter(([path]) => path !== "");
  const text = JSON.stringify([dependencies, devDependencies, overrides, locked, process.version]);
  return join(cache, createHash("sha256").update(text).digest("hex").slice(0, 16));
}
