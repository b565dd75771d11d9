// Command `create` in this process: the whole report of each outcome, and the files on disk.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { missing } from "../../src/system/fixes.ts";
import { stopped } from "../../src/user-error.ts";
import { environmentForEach, runHere, small } from "../support/in-process.ts";
import { ann, cleanEnvironment, git, names, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const commit = ["  git add --all", '  git commit --message "First commit"'];
const steps = ["  npm install", "  npm run dev", "", "Then open http://localhost:3000"];

/** Runs `create`, of a small project if no other is named. In the report, the folder's path and the number of files are replaced. */
async function create(folder: string, ...args: string[]) {
  const project = args.includes("--idea") || args.includes("--resource") ? ["--yes", "--author", "Ann"] : small;
  const { text, ...more } = await runHere([folder, ...project, ...args]);
  const paths = [relative(process.cwd(), folder), folder];
  return { ...more, text: paths.reduce((report, path) => report.replaceAll(path, "FOLDER"), text.replace(/\d+ files/g, "N files")) };
}

function settings(text: string): void {
  writeFileSync(join(process.env.HOME ?? "", ".gitconfig"), text);
}

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

test.each([
  ["", ['  git config --global user.name "Your Name"', '  git config --global user.email "you@example.com"']],
  ["[user]\n\tname = Ann\n", ['  git config --global user.email "you@example.com"']],
  ["[user]\n\temail = ann@example.com\n", ['  git config --global user.name "Your Name"']],
])("if Git knows only %j of the user, a repository without a commit is created, and the missing commands are printed", async (text, tell) => {
  settings(text);
  const folder = join(temporary(), "my-blog");
  const report = await create(folder);
  expect([report.exitCode, report.text.split("\n")]).toEqual([0, [
    "✔ Wrote N files to FOLDER", "! Created a Git repository without a commit: Git does not know who you are; the commands below set this and commit",
    "", "Next:", "", "  cd FOLDER", ...tell, ...commit, ...steps,
  ]]);
  expect(await git(folder, "symbolic-ref", "HEAD")).toBe("refs/heads/main");
});

test("the output of a hook that refuses the commit is shown, with the commands that try again", async () => {
  const hooks = programs({ "pre-commit": "echo 'Ask the team first.' >&2; exit 1" });
  settings(`${ann}[core]\n\thooksPath = ${hooks}\n`);
  const folder = join(temporary(), "my-blog");
  const { exitCode, text } = await create(folder);
  expect(exitCode).toBe(3);
  expect(text).toContain("! Git did not make the first commit; the commands below try again. Its output:\n\n  Ask the team first.\n\nNext:\n");
  expect(text).toContain(`  cd FOLDER\n${commit.join("\n")}\n${steps.join("\n")}`);
  expect(text).not.toContain("To put it on GitHub");
});

test("a folder in another repository gets no repository", async () => {
  const outer = temporary();
  await git(outer, "init", "--quiet");
  const { exitCode, text, document } = await create(join(outer, "my-blog"));
  expect([exitCode, text.split("\n")[1]]).toEqual([0, `! Created no Git repository: the folder is part of ${outer}`]);
  expect(document).toMatchObject({ status: "created", git: { status: "inside", workTree: outer } });
  const asked = await create(join(outer, "other"), "--git");
  expect([asked.exitCode, (asked.document as { status: string }).status]).toEqual([3, "unfinished"]);
});

test("GIT_DIR and GIT_INDEX_FILE of a calling hook are ignored, and GIT_AUTHOR_NAME is used", async () => {
  const other = temporary();
  await git(other, "init", "--quiet");
  const folder = join(temporary(), "my-blog");
  Object.assign(process.env, { GIT_DIR: join(other, ".git"), GIT_INDEX_FILE: join(other, "index"), GIT_AUTHOR_NAME: "Zoe" });
  expect((await create(folder)).exitCode).toBe(0);
  expect(existsSync(join(other, "index"))).toBe(false);
  expect(await git(folder, "log", "--format=%an")).toBe("Zoe");
});

test("the user's global ignore list excludes nothing from the commit", async () => {
  const list = join(temporary(), "ignored");
  writeFileSync(list, "*.md\n.env.example\nsrc/\n");
  settings(`${ann}[core]\n\texcludesFile = ${list}\n`);
  const folder = join(temporary(), "my-blog");
  await create(folder);
  expect(await git(folder, "status", "--porcelain")).toBe("");
  expect((await git(folder, "ls-files")).split("\n")).toEqual(expect.arrayContaining(["README.md", ".env.example", "src/app.ts"]));
});

test("a clone of an empty repository keeps its branch and its remote", async () => {
  const folder = join(temporary(), "my-blog");
  mkdirSync(folder);
  await git(folder, "init", "--quiet", "--initial-branch", "trunk");
  await git(folder, "remote", "add", "origin", "https://github.com/ann/my-blog.git");
  const { exitCode, text } = await create(folder);
  expect([exitCode, text.split("\n")[1], text.split("\n").at(-1)]).toEqual([0, "✔ Made the first commit on trunk", "To push it to the remote of this clone: git push"]);
  expect(await git(folder, "log", "--format=%s", "trunk")).toBe("First commit");
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
