// Grades tests: the files that `assignment grades` writes from results, times and roster, and what it refuses.
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { readAssignment } from "../../src/classroom/on-disk.ts";
import { assignmentForThisFile } from "../support/classes.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { markedAssignment } from "../support/marked-assignment.ts";
import { cleanEnvironment } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const write = (folder: string, name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify({ format: 1, ...value }));

const newAssignment = assignmentForThisFile("--idea", "blog", "--tasks", "find-post,feed", "--late", "10% a day, at most 50%");

/** An assignment of 14 points after its checks: Ann in time, the group of Bob and Cleo a day late, Dan without a submission. */
function gradedAssignment(): string {
  const folder = newAssignment("assignment.json");
  const students = [
    { key: "ann-lee", members: [{ name: "Ann Lee", email: "ann@example.com", sis_user_id: "s1" }] },
    { key: "group-2", members: [{ name: "Bob Ray", email: "bob@example.com", sis_user_id: "s2" }, { name: "Cleo Fox", email: "cleo@example.com" }] },
    { key: "dan", members: [{ name: "Dan", email: "dan@example.com" }] },
  ];
  const submissions = [{ key: "ann-lee", commit: "a1", late: 0 }, { key: "group-2", commit: "b2", late: 1_500 }, { key: "dan", commit: null, late: 0 }];
  const tasks = [{ id: "find-post", points: 8, of: 8, state: "done", failures: [] }, { id: "feed", points: 2, of: 6, state: "failed", failures: [] }];
  const results = ["ann-lee", "group-2"].map((key) => ({ key, of: key === "ann-lee" ? "a1" : "b2", contract: "c", status: "graded", sentence: "", sandboxed: key === "ann-lee", points: 10, tasks }));
  write(folder, "class.json", { root: "a".repeat(40), students });
  write(folder, "collected.json", { submissions });
  write(folder, "results.json", { contract: "c", results });
  return folder;
}

test("one row per student, with a penalty per day, no grade without a submission, and private files", async () => {
  const folder = gradedAssignment();
  const { exitCode, text, document } = await runHere(["assignment", "grades", folder]);
  expect([exitCode, text.split("\n").slice(-5)]).toEqual([0, [
    expect.stringMatching(/^✔ Wrote the grades of 3 students to .*grades\.csv$/),
    "! 1 student without a submission: no grade is written",
    "! 2 students graded without a sandbox",
    "", "On average 8.7 of 14 points.",
  ]]);
  expect(document).toMatchObject({ format: 1, status: "written", graded: 3, notSubmitted: 1, unsandboxed: 2 });
  expect(readFileSync(join(folder, "grades.csv"), "utf8")).toBe([
    "student,name,email,username,section,status,points,of,minutes late,penalty,grade,sandboxed,find-post,feed",
    "ann-lee,Ann Lee,ann@example.com,,,graded,10,14,0,0,10,yes,8,2",
    "group-2,Bob Ray,bob@example.com,,,graded,10,14,1500,0.2,8,no,8,2",
    "group-2,Cleo Fox,cleo@example.com,,,graded,10,14,1500,0.2,8,no,8,2",
    "dan,Dan,dan@example.com,,,not submitted,,14,0,0,,,,", "",
  ].join("\n"));
  expect(statSync(join(folder, "grades.csv")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toContain("/grades*.csv\n");
});

test("work of which nobody knows when it came counts as in time, and is counted", async () => {
  const folder = gradedAssignment();
  write(folder, "collected.json", { submissions: [{ key: "ann-lee", commit: "a1", late: 0 }] });
  const { text, document } = await runHere(["assignment", "grades", folder]);
  expect(text).toContain("! 2 students counted as in time: assignment collect noted no time\n");
  expect(document).toMatchObject({ withoutTime: 2 });
});

test.each<[string, object[], string, number]>([
  ["a commit without a result", [{ key: "dan", commit: "c3", late: 5 }], "dan,Dan,dan@example.com,,,not graded,,14,5,0,,,,", 0],
  ["a folder without a result", [{ key: "dan", commit: null, pushed: "2026-12-01T18:00:00Z", late: 0 }], "dan,Dan,dan@example.com,,,not graded,,14,0,0,,,,", 0],
  ["a later commit than the result's", [{ key: "ann-lee", commit: "a2", late: 0 }], "ann-lee,Ann Lee,ann@example.com,,,graded,10,14,0,0,10,yes,8,2", 1],
])("%s is not graded yet, and counted", async (_, submissions, row, notSubmitted) => {
  const folder = gradedAssignment();
  write(folder, "collected.json", { submissions });
  const { text, document } = await runHere(["assignment", "grades", folder]);
  expect(text).toContain("! 1 submission not graded as collected: type assignment check\n");
  expect(document).toMatchObject({ waiting: 1, notSubmitted });
  expect(readFileSync(join(folder, "grades.csv"), "utf8")).toContain(`\n${row}\n`);
});

test("points, tasks and a deadline that have changed since are told, and so are two totals", async () => {
  const folder = gradedAssignment();
  const [results, assignment] = ["results.json", "assignment.json"].map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Record<string, object[]>);
  const grades = async () => {
    const { text, document } = await runHere(["assignment", "grades", folder]);
    return [text.split("\n").filter((line) => /changed|other points|Some points/.test(line)), (document as { outdated: number }).outdated];
  };
  expect(await grades()).toEqual([[], 0]);
  write(folder, "collected.json", { deadline: "2026-12-01T18:00:00.000Z", submissions: [{ key: "ann-lee", commit: "a1", late: 0 }] });
  expect(await grades()).toEqual([["! The deadline has changed since the work was collected: type assignment collect"], 0]);
  write(folder, "assignment.json", { ...assignment, due: "2026-12-01T18:00", tasks: [{ id: "find-post", points: 9, needs: [] }, { id: "feed", points: 6, needs: [] }] });
  write(folder, "collected.json", { deadline: new Date("2026-12-01T18:00").toISOString(), submissions: [{ key: "ann-lee", commit: "a1", late: 0 }] });
  expect(await grades()).toEqual([["! 2 results of other points or tasks than now: type assignment check"], 2]);
  const [first = {}, ...others] = results?.results ?? [];
  write(folder, "assignment.json", assignment ?? {});
  rmSync(join(folder, "collected.json"));
  write(folder, "results.json", { ...results, results: [{ ...first, tasks: [{ id: "find-post", points: 8, of: 8, state: "done", failures: [] }] }, ...others] });
  expect(await grades()).toEqual([["! 1 result of other points or tasks than now: type assignment check", "! Some points are of 14, some of 8: see the column of"], 1]);
});

test("formats for Canvas and Moodle, with --title as the name of the column", async () => {
  const folder = gradedAssignment();
  const { text } = await runHere(["assignment", "grades", folder, "--format", "canvas", "--title", "Week 3"]);
  expect(text).toContain("! 1 student can be matched by name only: the roster has no ID");
  expect(readFileSync(join(folder, "grades-canvas.csv"), "utf8")).toBe(
    "Student,ID,SIS User ID,SIS Login ID,Section,Week 3\n    Points Possible,,,,,14\nAnn Lee,,s1,,,10\nBob Ray,,s2,,,8\nCleo Fox,,,,,8\n",
  );
  await runHere(["assignment", "grades", folder, "--format", "moodle"]);
  expect(readFileSync(join(folder, "grades-moodle.csv"), "utf8")).toBe("Email address,Behind the Endpoint\nann@example.com,10\nbob@example.com,8\ncleo@example.com,8\n");
});

const manual = readFileSync(fileURLToPath(new URL("../../docs/grades.md", import.meta.url)), "utf8");
const commands = [...manual.matchAll(/^npm start -- (.*)$/gm)].map(([, line = ""]) => line);

test.each(commands)("the manual's command works: %s", async (line) => {
  const folder = gradedAssignment();
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = ""]) => quoted ?? plain.replace("../week-3", folder));
  expect((await runHere(words)).exitCode).toBe(0);
  const format = /--(?:format )?(canvas|moodle|pseudonyms)/.exec(line)?.[1];
  expect(existsSync(join(folder, format === undefined ? "grades.csv" : `grades-${format}.csv`))).toBe(true);
});

test("--pseudonyms removes names from the file, and its key is private", async () => {
  const folder = gradedAssignment();
  await runHere(["assignment", "grades", folder, "--pseudonyms"]);
  const first = readFileSync(join(folder, "grades-pseudonyms.csv"), "utf8");
  expect(first).not.toMatch(/ann|lee|bob|cleo|dan/i);
  await runHere(["assignment", "grades", folder, "--pseudonyms"]);
  expect(readFileSync(join(folder, "grades-pseudonyms.csv"), "utf8")).toBe(first);
  expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
});

test.each<[string[], number, string]>([
  [["--format", "excel"], 2, 'There is no format "excel".'],
  [["--format", "constructor"], 2, 'There is no format "constructor".'],
  [["--format", "canvas", "--pseudonyms"], 2, "canvas cannot match pseudonyms."],
  [["--format", "canvas", "--title", "Final Grade"], 1, 'Canvas ignores a column with the name "Final Grade".'],
  [["--level", "2"], 2, "assignment grades does not take --level."],
])("%j is refused, and nothing is written", async (args, exitCode, says) => {
  const folder = gradedAssignment();
  expect(await runHere(["assignment", "grades", folder, ...args])).toMatchObject({ exitCode, stderr: expect.stringContaining(says) as string });
  expect(["grades.csv", "grades-canvas.csv"].filter((name) => existsSync(join(folder, name)))).toEqual([]);
});

test.each<[string, string, string]>([
  ["results.json", "", "has no grades yet. Run assignment check first."],
  ["results.json", "{}", "are not of format 1. Move the file away, and grade again."],
  ["collected.json", '{"format":1,"submissions":[{"name":"Ann"}]}', "is not of format 1. Move it away, and collect again."],
  ["class.json", "{}", "is no class of format 1"],
])("%s with %j is refused", async (name, content, says) => {
  const folder = gradedAssignment();
  if (content === "") rmSync(join(folder, name));
  else writeFileSync(join(folder, name), content);
  expect(await runHere(["assignment", "grades", folder])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(says) as string });
});

test.each(["due", "late", "ai"])("%s in assignment.json is a text, or refused with one sentence", async (term) => {
  for (const value of [null, 20_261_201, {}, [], true]) {
    const folder = markedAssignment({ [term]: value });
    await expect(readAssignment(folder, openCatalog()), JSON.stringify(value)).rejects.toThrow(/^(due|late|ai) in .* is no text\. Put it in quotes, or delete the line\.$/);
  }
});

test("the title in assignment.json is that of the gradebook's column, and one that is no title is refused", async () => {
  const folder = gradedAssignment();
  const file = join(folder, "assignment.json");
  const kept = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const canvas = async (more: object) => {
    writeFileSync(file, JSON.stringify({ ...kept, ...more }));
    const { exitCode, stderr } = await runHere(["assignment", "grades", folder, "--format", "canvas"]);
    return exitCode === 0 ? (readFileSync(join(folder, "grades-canvas.csv"), "utf8").split("\n")[0] ?? "") : stderr;
  };
  expect(kept.title).toBe("Behind the Endpoint");
  expect(await canvas({})).toContain("Behind the Endpoint");
  expect(await canvas({ title: "Week 3: posts" })).toContain("Week 3: posts");
  expect(await canvas({ title: undefined })).toContain("Behind the Endpoint");
  expect(await canvas({ title: "" })).toMatch(/^The title from ".*assignment\.json" is empty\. Mend the file\./);
  expect(await canvas({ title: "W\u202Eeek" })).toContain("contains an invisible control character");
  expect(await canvas({ title: ["Week 3"] })).toContain("is no text. Mend the file.");
});
