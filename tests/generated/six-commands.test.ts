// Six commands: README's commands run in order, from a roster to grades, with pushes to the simulated GitHub.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resultsOf, linkPackages } from "../support/class.ts";
import { folderForThisFile } from "../support/folders.ts";
import { importToCanvas } from "../support/gradebooks.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { has } from "../support/needs.ts";
import { hasPostgres, newDatabase } from "../support/postgres.ts";
import { ann, cleanEnvironment } from "../support/sandbox.ts";

let github: GitHub;
beforeAll(async () => { github = await startGitHub(); });
afterAll(() => github.close());
environmentForEach(() => cleanEnvironment(ann, { ...github.env, GITHUB_TOKEN: token, TZ: "UTC" }));

const parent = folderForThisFile();
const folder = join(parent, "week-3");
const org = "my-bootcamp";
const students = ["Ada Adler", "Bo Berg", "Cy Chan", "Di Dorn"];
const roster = `name,username,sis_user_id\n${students.map((name, at) => `${name},user${at},s${at}\n`).join("")}`;

const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");
const commands = [...readme.matchAll(/^npm start -- (assignment .*)$/gm)].map(([, line = ""]) => line);

/** Runs one of README's commands as if it was typed in a clone next to the test's folder, with fewer tasks. */
async function succeeds(action: string): Promise<string> {
  const line = commands.find((each) => each.startsWith(`assignment ${action} `)) ?? "";
  const typed = line.replaceAll("../", `${parent}/`).replace("--level 2", "--language js --tasks find-post,feed");
  const words = [...typed.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = ""]) => quoted ?? plain);
  const { exitCode, text, stderr } = await runHere(words);
  expect([action, exitCode, stderr]).toEqual([action, 0, ""]);
  return text;
}

/** A student clones their repository, copies some files of the solution into it, commits, and pushes at this time. */
async function hasPushed(student: number, key: string, files: string[], at: string): Promise<void> {
  github.state.tokens.set(`token-of-${student}`, `user${student}`);
  const header = `http.extraHeader=Authorization: Basic ${Buffer.from(`x:token-of-${student}`).toString("base64")}`;
  const work = join(parent, key);
  mkdirSync(work);
  const run = (...args: string[]) => execa("git", ["-c", header, ...args], { cwd: work, env: cleanEnvironment(ann), extendEnv: false });
  await run("clone", "--quiet", `${github.url}/${org}/week-3-${key}.git`, ".");
  for (const file of files) cpSync(join(folder, "solution", file), join(work, file));
  await run("commit", "--quiet", "--all", "--message", "My solution");
  github.state.now = () => new Date(at);
  await run("push", "--quiet", "origin", "HEAD:main");
}

test.runIf(hasPostgres() && has("The six commands of a class", "bwrap", "socat"))("README's commands create, prove, handout, collect, check and grades give the right grades", async () => {
  process.env.TEST_DATABASE_URL = await newDatabase();
  github.state.organisations.set(org, ["ann"]);
  github.state.now = () => new Date("2026-11-20T09:00:00Z");
  const [posts, feed] = ["src/posts/posts.queries.js", "src/posts/feed.pages.js"];

  await succeeds("create");
  linkPackages(join(folder, "solution"));
  expect(await succeeds("prove")).toContain("✔ Proved 2 tasks");
  writeFileSync(join(parent, "roster.csv"), roster);
  await succeeds("handout");
  delete process.env.TEST_DATABASE_URL;

  await hasPushed(0, "ada-adler", [posts, feed], "2027-06-01T17:00:00Z");
  await hasPushed(1, "bo-berg", [posts], "2027-06-01T17:30:00Z");
  await hasPushed(2, "cy-chan", [posts, feed], "2027-06-02T09:00:00Z");

  expect(await succeeds("collect")).toContain("Late: cy-chan");
  await succeeds("check");
  await succeeds("grades");

  const points = [...resultsOf(folder)].map(([key, result]) => [key, result.status, result.points, result.sandboxed]);
  expect(points).toEqual([["ada-adler", "graded", 14, true], ["bo-berg", "graded", 8, true], ["cy-chan", "graded", 14, true]]);
  const users = students.map((name, at) => ({ id: String(at), sisUser: `s${at}`, name }));
  const text = readFileSync(join(folder, "grades-canvas.csv"), "utf8");
  expect(importToCanvas(text, users)).toEqual({ title: "Behind the Endpoint", of: 14, grades: new Map([["0", 14], ["1", 8], ["2", 12.6]]) });
  expect(github.defects).toEqual([]);
}, 600_000);
