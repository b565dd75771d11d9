// Command `create` in this process: the whole report of each outcome, and the files on disk.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { missing } from "../../src/system/fixes.ts";
import { stopped } from "../../src/user-error.ts";
import { commit, create, steps } from "../support/created.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { cleanEnvironment, git, names, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

test("prints the files, the commit and the next commands, in this order", async () => {
  const folder = join(temporary(), "my-blog");
  const { exitCode, text } = await create(folder, "--idea", "blog");
  expect(exitCode).toBe(0);
  expect(text.split("\n")).toEqual([
    "✔ Wrote N files to FOLDER", "✔ Made the first commit on main", "", "Next:", "",
    "  cd FOLDER", ...steps, "", "To put it on GitHub, from this folder: npm start -- publish FOLDER",
  ]);
  expect(await git(folder, "log", "--format=%s %an")).toBe("First commit Ann O'Neil");
  expect(await git(folder, "status", "--porcelain", "--branch")).toBe("## main");
});

test("--no-git creates no repository, and the report does not mention Git", async () => {
  const folder = join(temporary(), "my-blog");
  const { exitCode, text } = await create(folder, "--no-git");
  expect([exitCode, text.split("\n")]).toEqual([0, ["✔ Wrote N files to FOLDER", "", "Next:", "", "  cd FOLDER", ...steps]]);
  expect(existsSync(join(folder, ".git"))).toBe(false);
});

test("--dry-run lists the files in order, and writes nothing", async () => {
  const place = temporary();
  const { exitCode, text } = await create(join(place, "my-api"), "--idea", "api", "--dry-run");
  const [first, , ...rest] = text.split("\n");
  expect([exitCode, first, rest.at(-1), names(place)]).toEqual([0, "Would write N files to FOLDER:", "This was a dry run: nothing was written.", []]);
  const listed = rest.slice(0, -2);
  expect(listed).toEqual(listed.toSorted());
  expect(listed).toContain("  src/books/books.routes.ts");
});

test("the JSON document contains the same facts", async () => {
  const folder = join(temporary(), "my-api");
  const { document } = await create(folder, "--resource", "book title:string", "--language", "js");
  expect(document).toMatchObject({
    format: 1, status: "created", directory: folder, name: "my-api", title: "My API", idea: "api", language: "js",
    resources: [{ name: "book", plural: "books" }],
    git: { status: "committed", branch: "main" }, install: { status: "skipped" }, github: { status: "skipped" },
    next: [expect.stringMatching(/^cd .*my-api$/), "npm install", "npm run dev"],
  });
  expect(document).not.toHaveProperty("warning", expect.anything());
  const planned = await create(join(temporary(), "x"), "--dry-run", "--install");
  expect(planned.document).toMatchObject({ status: "planned", git: { status: "planned" }, install: { status: "planned" } });
  const without = await create(join(temporary(), "x"), "--dry-run", "--no-git");
  expect(without.document).toMatchObject({ status: "planned", git: { status: "skipped" }, install: { status: "skipped" } });
});

test("a table shows who can do what, with a column for admins only if a resource has them", async () => {
  const shown = async (...resources: string[]) => (await create(join(temporary(), "a"), ...resources.flatMap((each) => ["--resource", each]), "--dry-run")).text.split("\n").slice(2, 2 + resources.length);
  expect(await shown("city name:string")).toEqual(["  cities  without login: read; signed in: read, create; owner: read, create, change, delete"]);
  expect(await shown("product:admin name:string", "cart:private at:date")).toEqual([
    "  products  without login: read; signed in: read; owner: read; admin: read, create, change, delete",
    "  carts     without login: nothing; signed in: create; owner: read, create, change, delete; admin: create",
  ]);
});

test("plurals of the user's resources are shown before anything is written, those of an idea are not", async () => {
  const named = await create(join(temporary(), "a"), "--resource", "city name:string", "--resource", "person name:string", "--dry-run");
  expect(named.text.split("\n")[0]).toBe("Resources and their plurals: city/cities, person/people");
  const written = await create(join(temporary(), "a"), "--resource", "city name:string", "--no-git");
  expect(written.text.split("\n")[0]).toBe("Resources and their plurals: city/cities");
  expect((await create(join(temporary(), "a"), "--idea", "api", "--dry-run")).text).not.toContain("plurals");
});

test("without Git, the report prints the commands that install it and create the repository", async () => {
  process.env.PATH = "/nonexistent";
  const folder = join(temporary(), "my-blog");
  const { exitCode, text } = await create(folder);
  const { commands, advice } = missing("git");
  const how = commands.length > 0 ? "the commands below install it and create one" : `${advice} Then the commands below create one`;
  expect([exitCode, text.split("\n")]).toEqual([0, [
    "✔ Wrote N files to FOLDER", `! Created no Git repository: Git is not installed; ${how}`, "", "Next:", "", "  cd FOLDER",
    ...commands.map((line) => `  ${line}`), "  git init", "  git symbolic-ref HEAD refs/heads/main", ...commit, ...steps,
  ]]);
  expect((await create(join(temporary(), "x"), "--git")).exitCode).toBe(3);
});

test.each<[string, (folder: string) => void, RegExp]>([
  ["that contains a file", (folder) => writeFileSync(join(folder, "mine.txt"), "mine"), /is not empty/],
  ["whose .git is a file", (folder) => writeFileSync(join(folder, ".git"), "gitdir: elsewhere"), /\.git/],
])("a folder %s is refused, and not changed", async (_, arrange, problem) => {
  const folder = temporary();
  arrange(folder);
  const before = names(folder);
  const { exitCode, text } = await create(folder);
  expect([exitCode, problem.test(text), names(folder)]).toEqual([1, true, before]);
});

test("a failed install keeps the project, shows the output, and prints the next commands", async () => {
  const folder = join(temporary(), "my-blog");
  process.env.PATH = `${programs({ npm: "echo 'the registry is away' >&2; exit 1" })}:${process.env.PATH}`;
  const { exitCode, text } = await create(folder, "--install");
  expect(exitCode).toBe(3);
  expect(text).toContain("Running npm install ...\n");
  expect(text).toContain("! npm install failed: the project is complete, but without its dependencies. Its output:\n\n  the registry is away\n\n  `npm start -- doctor` can find the cause.");
  expect(text).toContain("  npm install\n  npm run dev");
});

test("of a failed install the last 15 lines are shown", async () => {
  process.env.PATH = `${programs({ npm: "seq 1 40; exit 1" })}:${process.env.PATH}`;
  const { text } = await create(join(temporary(), "my-blog"), "--install", "--no-git");
  const lines = Array.from({ length: 15 }, (_, at) => `  ${at + 26}`).join("\n");
  expect(text).toContain(`\n\n${lines}\n\n`);
});

test("after a successful install the next commands leave it out", async () => {
  const folder = join(temporary(), "my-blog");
  process.env.PATH = `${programs({ npm: "echo installed > installed.txt" })}:${process.env.PATH}`;
  const { exitCode, text, document } = await create(folder, "--install", "--no-git");
  expect([exitCode, readFileSync(join(folder, "installed.txt"), "utf8")]).toEqual([0, "installed\n"]);
  expect(text).toContain("\n✔ Ran npm install\n");
  expect(document).toMatchObject({ install: { status: "done" }, next: [expect.stringMatching(/^cd .*my-blog$/), "npm run dev"] });
});

test("a stopped run leaves nothing", async () => {
  const place = temporary();
  const stop = new AbortController();
  const args = [join(place, "my-blog"), "--yes"];
  const run = runHere(args, stop.signal);
  stop.abort(stopped());
  expect([(await run).exitCode, names(place)]).toEqual([130, []]);
});
