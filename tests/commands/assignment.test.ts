// Assignment tests: what `assignment create` writes and refuses, and what a starter must not contain.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { parseCommand } from "../../src/cli/parse-command.ts";
import type { Ask, Question } from "../../src/commands/ask.ts";
import { takeAssignmentOrder } from "../../src/commands/assignment/assignment-order.ts";
import { environmentForEach, runHere, type Recorded } from "../support/in-process.ts";
import { cleanEnvironment, git, names, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const few = ["--idea", "blog", "--tasks", "find-post,feed", "--due", "2999-12-01", "--late", "10% a day, at most 50%, 1 hour grace", "--yes"];
const place = mkdtempSync(join(tmpdir(), "backend-starter-assignment-"));
const first = join(place, "week-3");
let created: Promise<Recorded> | undefined;
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The run that created an assignment of a few tasks at `first`, for all tests. */
function firstCreated(): Promise<Recorded> {
  return (created ??= create(first, ...few));
}

function create(folder: string, ...args: string[]) {
  return runHere(["assignment", "create", folder, ...args]);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("writes a starter with one commit, its solution, checks and documents, and prints the next commands", async () => {
  const folder = first;
  const { exitCode, text } = await firstCreated();
  expect(exitCode).toBe(0);
  expect(names(folder)).toEqual(["ASSIGNMENT.md", "assignment.json", "contract", "solution", "starter"]);
  expect(text.split("\n").slice(1)).toEqual([
    expect.stringMatching(/^✔ Wrote \d+ files to .*week-3: a starter with 2 open tasks \(14 points, about 3 hours\), its solution and their checks$/),
    "✔ Made the first commit of the starter on main", "", "Next, to try the starter as a student:", "",
    expect.stringMatching(/^ {2}cd .*starter$/), "  npm install", "  npm run check", "",
    expect.stringMatching(/^To prove that solution, starter and checks fit: .* assignment prove .*week-3$/),
  ]);
  expect(readFileSync(join(folder, "ASSIGNMENT.md"), "utf8")).toContain("- Due: 2999-12-01, by the clock of your instructor\n- Late work: 10 % for each day begun, at most 50 %, 1 hour of grace, accepted for 5 days\n");
  expect(readFileSync(join(folder, "starter/ASSIGNMENT.md"), "utf8")).not.toContain("others that ask"); // These tasks have no held-back checks.
  expect(existsSync(join(folder, "solution/.git"))).toBe(false);
  expect(await git(join(folder, "starter"), "status", "--porcelain")).toBe("");
});

test("a starter contains no line of a solution, no mark and no hidden check, in its files and its history", async () => {
  const folder = join(temporary(), "week-3");
  await create(folder, "--idea", "blog", "--level", "3", "--yes");
  const starter = join(folder, "starter");
  const all = [...filesIn(starter).filter((file) => !file.includes(`${join(starter, ".git")}`)).map((file) => readFileSync(file, "utf8")), await git(starter, "log", "-p")].join("\n");
  for (const line of ["search @@ websearch_to_tsquery", "create index posts_search_idx", "order by published_at desc nulls first", 'z.array(tag).max(5', "// end find-post", "another user cannot comment on a draft"]) {
    expect(all).not.toContain(line);
  }
  expect(all).toContain("\n\nYour work is graded by these checks, and by others that ask for the same in another way.\n");
  expect(await git(starter, "rev-list", "--count", "--all")).toBe("1");
  const solution = filesIn(join(folder, "solution")).map((file) => readFileSync(file, "utf8")).join("\n");
  expect(solution).not.toMatch(/^\s*(\/\/|--|<%#) (task|end) [a-z-]+|todo\("/m);
});

test("hints stand on the last pages, so that they are printed, and the first ones come without the second", async () => {
  await firstCreated();
  const paper = readFileSync(join(first, "starter/ASSIGNMENT.md"), "utf8");
  expect(paper).not.toContain("<");
  const headings = [...paper.matchAll(/^##+ (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(["find-post", "feed", "First hints", "First hint for find-post", "First hint for feed", "Second hints", "Second hint for find-post", "Second hint for feed"]);
  const anchors = headings.map((heading = "") => heading.toLowerCase().replaceAll(" ", "-"));
  const links = [...paper.matchAll(/\]\(#([^)]+)\)/g)].map(([, to]) => to);
  expect(links.filter((to) => !anchors.includes(to ?? ""))).toEqual([]);
  expect(links).toContain("second-hint-for-feed");
});

test("the same assignment has the same root commit", async () => {
  const again = join(temporary(), "week-3");
  await Promise.all([firstCreated(), create(again, ...few)]);
  const [one, two] = await Promise.all([first, again].map((folder) => git(join(folder, "starter"), "rev-parse", "HEAD")));
  expect(one).toBe(two);
});

test.each<[string[], number, string]>([
  [["--idea", "blog", "--tasks", "find-pst", "--yes"], 1, "There is no task \"find-pst\". Did you mean find-post?"],
  [["--idea", "blog", "--level", "4", "--yes"], 2, "\"4\" is not a level."],
  [["--idea", "blog", "--level", "1", "--tasks", "feed", "--yes"], 2, "--tasks and --level exclude each other."],
  [["--idea", "blog", "--due", "2026-02-30", "--yes"], 1, "\"2026-02-30\" is not a date."],
  [["--idea", "blog", "--late", "\u202Edlrow", "--yes"], 1, 'The rule for late work "\\u202Edlrow" says'],
  [["--idea", "blog", "--ai", "\u202Edlrow", "--yes"], 1, "invisible control character"],
  [["--idea", "blog", "--github", "--yes"], 2, "assignment create does not take --github."],
  [["--resource", "cat name:string", "--tasks", "read-book", "--yes"], 1, 'There is no task "read-book".'],
  [["--idea", "blog", "--tasks", ",", "--yes"], 1, "--tasks names no task."],
  [["--from", ".", "--idea", "blog", "--yes"], 2, "--from takes a whole project, so --idea has no effect."],
  [["--from", ".", "--preset", "team.json", "--yes"], 2, "so --preset has no effect."],
  [["--from", "nowhere", "--yes"], 1, "cannot be read (ENOENT)"],
])("%j is refused, and nothing is written", async (args, exitCode, says) => {
  const folder = join(temporary(), "week-3");
  const ran = await create(folder, ...args);
  expect([ran.exitCode, ran.stderr]).toEqual([exitCode, expect.stringContaining(says)]);
  expect(existsSync(folder)).toBe(false);
});

test("flags of assignments are refused in other commands, and unknown actions with a suggestion", async () => {
  expect(await runHere(["my-api", "--level", "2", "--yes"])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--level is a flag of assignment create.") as string });
  expect(await runHere(["assignment", "prov"])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Did you mean prove?") as string });
  expect(await runHere(["assignment"])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Write assignment and create, ") as string });
});

test("--dry-run writes nothing and lists the files", async () => {
  const folder = join(temporary(), "week-3");
  const { exitCode, text, document } = await create(folder, ...few, "--dry-run");
  expect([exitCode, existsSync(folder)]).toEqual([0, false]);
  expect(text).toContain("  starter/check/tasks/find-post.js\n");
  expect(document).toMatchObject({ format: 1, status: "planned", tasks: [{ id: "find-post" }, { id: "feed" }] });
});

test("`prove` refuses a folder without an assignment", async () => {
  expect(await runHere(["assignment", "prove", temporary()])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("is no assignment: it has no assignment.json.") as string });
});

test("without --level and --tasks, a question offers the levels with their tasks, hours, points and skills", async () => {
  const line = parseCommand(["assignment", "create", join(temporary(), "week-3"), "--idea", "blog", "--language", "ts"], process.env);
  if (line.command !== "assignment create") throw new Error("Another command was parsed.");
  const questions: Question<unknown>[] = [];
  const ask: Ask = <T>(question: Question<T>) => {
    questions.push(question as Question<unknown>);
    return Promise.resolve((question.choices?.[1]?.value ?? question.default) as T);
  };
  const { assignment } = await takeAssignmentOrder({ asked: line.asked, catalog: openCatalog(), ask, during: (_, work) => work(), stop: new AbortController().signal });
  const level = questions.find(({ message }) => message.startsWith("Level"));
  expect(level?.choices?.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^1: \d+ tasks, \d+ points, about [\d.]+ hours; .*routing/), expect.stringMatching(/^2: /), expect.stringMatching(/^3: 15 tasks, .*transaction/),
  ]);
  expect(Math.max(...assignment.tasks.map((task) => task.level))).toBe(2);
  expect(questions.map(({ message }) => message)).not.toContainEqual(expect.stringMatching(/install/i));
});
