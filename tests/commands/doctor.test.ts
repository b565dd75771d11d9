// Command `doctor` in this process: the report for each kind of finding, on simulated machines.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { examine, type Found } from "../../src/doctor/examine.ts";
import { surroundingsAt } from "../../src/doctor/surroundings.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { usualPrograms } from "../support/machine.ts";
import { ann, cleanEnvironment, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment(ann, { PATH: programs(usualPrograms), PORT: "0" }));

async function find(id: string, folder = temporary()): Promise<Found | undefined> {
  const found = await examine(surroundingsAt(folder, process.env, "npm"), new AbortController().signal);
  return found.find((each) => each.id === id);
}

test("a machine without a GitHub login is ready, and the login is a note", async () => {
  const { exitCode, text, document } = await runHere(["doctor"]);
  const lines = text.split("\n");
  expect(exitCode).toBe(0);
  expect(lines[0]).toBe("Checking this machine ...");
  expect(lines).toContain(`✔ Node.js ${process.versions.node}`);
  expect(lines).toContain("✔ Git knows who you are");
  expect(lines).toContain("✔ npm 11.1.0");
  expect(text).toMatch(/\n! .*logged in/);
  expect(text).toMatch(/\n {2}gh auth login/);
  expect(lines.at(-1)).toMatch(/^Checked \d+ things: nothing required is missing, 1 worth knowing\.$/);
  expect(document).toMatchObject({ format: 1, status: "ready" });
});

test("a machine without Git is incomplete (exit code 1)", async () => {
  process.env.PATH = programs({ npm: usualPrograms.npm, gh: usualPrograms.gh });
  const { exitCode, text, document } = await runHere(["doctor"]);
  expect(exitCode).toBe(1);
  expect(text).toContain("\n✘ Git is not installed\n");
  expect(text.split("\n").at(-1)).toMatch(/: 1 required thing is missing, 1 worth knowing\.$/);
  expect(document).toMatchObject({ status: "incomplete" });
});

test("a broken Git and a missing user are reported differently", async () => {
  process.env.PATH = programs({ ...usualPrograms, git: "echo 'bad config' >&2; exit 1" });
  expect(await find("git")).toMatchObject({ status: "missing", problem: "Git does not work here. It said: bad config" });
  process.env.PATH = programs(usualPrograms);
  writeFileSync(join(process.env.HOME ?? "", ".gitconfig"), "");
  expect(await find("identity")).toMatchObject({
    status: "missing", problem: "Git does not know who you are",
    commands: ['git config --global user.name "Your Name"', 'git config --global user.email "you@example.com"'],
  });
});

test.each<[string, string | undefined, object]>([
  ["is missing", undefined, { status: "missing", problem: "npm is not installed" }],
  ["does not run", "echo 'cannot find module' >&2; exit 1", { status: "missing", problem: "npm does not run: cannot find module" }],
  ["works", "echo 10.9.0", { status: "fine", says: "npm 10.9.0" }],
])("an npm that %s is reported as such", async (_, script, expected) => {
  process.env.PATH = programs({ git: usualPrograms.git, gh: usualPrograms.gh, ...(script === undefined ? {} : { npm: script }) });
  expect(await find("npm")).toMatchObject(expected);
});

test("settings come from .env in the folder, and the environment overrides them", () => {
  const folder = temporary();
  writeFileSync(join(folder, ".env"), "PORT=4000\nDATABASE_URL=postgres://localhost/mine\nEMPTY=\n");
  expect(surroundingsAt(folder, { PORT: "5000", HOST: "" }).settings).toEqual({ PORT: "5000", DATABASE_URL: "postgres://localhost/mine" });
  expect(surroundingsAt(folder, {}).settings).toEqual({ PORT: "4000", DATABASE_URL: "postgres://localhost/mine" });
});

test("a generated project is recognised by its receipt, and its packages are checked", async () => {
  const folder = join(temporary(), "my-api");
  process.env.npm_config_user_agent = "pnpm/10.1.0 npm/? node/v24.0.0";
  await runHere([folder, "--yes", "--idea", "api", "--no-git"]);
  expect(surroundingsAt(folder, {}, "npm")).toMatchObject({ repo: true, manager: { name: "pnpm" } });
  expect(surroundingsAt(temporary(), {}, "yarn")).toMatchObject({ repo: false, manager: { name: "yarn" } });
  expect(await find("packages", folder)).toMatchObject({ status: "missing", commands: ["pnpm install"] });
  writeFileSync(join(folder, ".backend-starter.json"), "{}");
  expect(surroundingsAt(folder, {}, "npm")).toMatchObject({ repo: false, manager: { name: "npm" } });
});
