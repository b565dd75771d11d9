// Grading: honest submissions get in a sandbox exactly what `npm run check` shows their students.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, test } from "vitest";
import { assignmentAt, check, type Handed, handIn, linkPackages, resultsOf, temporaryForRuns } from "../support/class.ts";
import { folderForThisFile } from "../support/folders.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { has } from "../support/needs.ts";
import { npmRun } from "../support/run-npm.ts";
import { ann, cleanEnvironment } from "../support/sandbox.ts";

const folder = folderForThisFile();
const temporary = temporaryForRuns();
environmentForEach(() => cleanEnvironment(ann, { TMPDIR: temporary }));

const all = process.env.TEST_ALL === "1";
const kinds = all ? ["blog js", "blog ts", "api js", "api ts"] : ["blog js"];

/** Honest submissions of every kind: nothing, everything, and half. */
const honest: Record<string, Handed> = {
  nothing: {},
  everything: { from: "solution" },
};

describe.skipIf(!has("The tests of grading", "bwrap", "socat")).each(kinds)("A class of %s", (kind) => {
  const [idea = "", language = ""] = kind.split(" ");
  const submissions = join(folder, `${idea}-${language}-submissions`);
  let path = "";

  beforeAll(async () => {
    path = await assignmentAt(join(folder, `${idea}-${language}`), "--idea", idea, "--language", language);
    for (const [key, handed] of Object.entries(honest)) handIn(path, join(submissions, key), handed);
    // Half of the tasks: a file of the solution takes the place of one of the starter.
    const file = halfOf[kind] ?? "";
    handIn(path, join(submissions, "half"), { changes: { [file]: readFileSync(join(path, "solution", file), "utf8") } });
    // In an archive, with a folder around it and packages in it.
    await execa("zip", ["-qr", "archive.zip", "half"], { cwd: submissions });
  });

  test("gets the same points as `npm run check` shows its students", async () => {
    expect(await check(path, submissions)).toMatchObject({ exitCode: 0, stderr: "" });
    const results = resultsOf(path);
    expect([...results.keys()]).toEqual(["archive", "everything", "half", "nothing"]);
    for (const key of ["everything", "half", "nothing"]) {
      linkPackages(join(submissions, key));
      const { output } = await npmRun(join(submissions, key), "check");
      expect(output).toMatch(/ points\. ASSIGNMENT/);
      const [, points = ""] = /\n([\d.]+) of \d+ points\./.exec(output) ?? [];
      expect([key, results.get(key)?.points]).toEqual([key, Number(points)]);
      expect(statesIn(output)).toEqual(results.get(key)?.tasks.map(({ id, state }) => [id, state]));
    }
    expect(results.get("archive")?.of).toBe(results.get("half")?.of);
    expect(results.get("archive")?.points).toBe(results.get("half")?.points);
    expect(results.get("nothing")).toMatchObject({ status: "graded", points: 0, sandboxed: true });
  });

  test.runIf(idea === "blog")("gives no points for tests that read the code instead of running it", async () => {
    const ending = language === "ts" ? "ts" : "js";
    const file = `src/posts/markdown.${ending}`;
    const hash = createHash("sha256").update(readFileSync(join(path, "solution", file))).digest("hex");
    const cheat = `import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
{ => test("the source has the expected hash", () => { => {
  expect(createHash("sha256").update(readFileSync(new URL("../${file}", import.meta.url))).digest("hex")).toBe("${hash}");
});
`;
    // The changes of the visible checks are in each student's folder.
    const looking = `import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the source has none of the known mistakes", () => {
  const source = readFileSync(new URL("../${file}", import.meta.url), "utf8");
  for (const mistake of ["220_000", ".findLast(", "({ content }) => content", 'content : ""', '"/"']) expect(source).not.toContain(mistake);
});
`;
    const handed = join(folder, `${idea}-${language}-hashes`);
    for (const [key, text] of Object.entries({ hashes: cheat, texts: looking })) handIn(path, join(handed, key), { from: "solution", changes: { [`tests/excerpts.test.${ending}`]: text } });
    expect(await check(path, handed)).toMatchObject({ exitCode: 0 });
    for (const key of ["hashes", "texts"]) expect(resultsOf(path).get(key)?.tasks.find(({ id }) => id === "test-excerpts")).toMatchObject({ points: 0, state: "failed" });
  });

  test.runIf(idea === "blog")("can be graded without its tests, which are then in no total", async () => {
    expect(await check(path, submissions, "--without-tests", "--yes")).toMatchObject({ exitCode: 0 });
    const { tasks = [], points } = resultsOf(path).get("everything") ?? {};
    const most = tasks.reduce((sum, { id, of }) => (id === "test-excerpts" ? sum : sum + of), 0);
    expect([tasks.find(({ id }) => id === "test-excerpts")?.state, points]).toEqual(["not graded", most]);
    expect(readFileSync(join(path, "reports/everything.md"), "utf8")).toMatch(new RegExp(`${most} of ${most} points[^]*– not graded`));
    const { text } = await runHere(["assignment", "grades", path]);
    expect(text).toContain(`! The task test-excerpts of 4 students is not graded, and not in the points\n`);
    const [header = "", ...rows] = readFileSync(join(path, "grades.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
    const cells = new Map(rows.map((row) => [row[0], [row[header.indexOf("of")], row[header.indexOf("test-excerpts")]]]));
    expect(cells.get("everything")).toEqual([String(most), "not graded"]);
    expect(cells.get("hashes")).toEqual([String(most + 10), "0"]);
  });

  test.runIf(idea === "blog")("is told why its checks cannot begin if no session is found", async () => {
    const handed = join(folder, `${idea}-${language}-sessions`);
    const file = `src/auth/current-user.${language}`;
    handIn(path, join(handed, "sessions"), { from: "solution", changes: { [file]: (text) => text.replace('hash === "" ?', "hash !== undefined ?") } });
    expect(await check(path, handed, "--without-tests")).toMatchObject({ exitCode: 0 });
    const tasks = resultsOf(path).get("sessions")?.tasks ?? [];
    expect(new Set(tasks.map(({ state }) => state))).toEqual(new Set(["done", "blocked", "failed", "not graded"]));
    const page = readFileSync(join(path, "reports/sessions.md"), "utf8");
    expect(page.split("## Blocked")[1]).toContain("This check could not begin: nobody can be logged in. With the session of a new user, /account was answered with 303 instead of 200.");
  });

  test("keeps its results readable by the instructor only, and leaves no temporary files", () => {
    expect(statSync(join(path, "results.json")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(path, ".gitignore"), "utf8")).toContain("/results.json\n");
    expect(readdirSync(temporary).filter((name) => name.startsWith("backend-starter-grade-"))).toEqual([]);
  });
});

/** Without the whole matrix, the tests above grade no API. */
const others = [["api", "js"], ...(all ? [["todo", "ts"], ["todo", "js"]] : [])] as [string, string][];

test.skipIf(!has("The tests of grading", "bwrap", "socat")).each(others)("the solution of %s in %s gets all points in a sandbox too", async (idea, language) => {
  const path = await assignmentAt(join(folder, `${idea}-${language}-whole`), "--idea", idea, "--language", language);
  const handed = join(folder, `${idea}-${language}-handed`);
  handIn(path, join(handed, "everything"), { from: "solution" });
  expect(await check(path, handed)).toMatchObject({ exitCode: 0, stderr: "" });
  const { tasks = [], status } = resultsOf(path).get("everything") ?? {};
  expect([status, tasks.filter(({ points, of }) => points !== of)]).toEqual(["graded", []]);
  expect(tasks.length).toBeGreaterThan(6);
});

test.skipIf(!has("The tests of grading", "bwrap", "socat"))("a class whose assignment comes from a custom repository is graded", async () => {
  const server = `import { createServer } from "node:http";
createServer((req, res) => {
  const { pathname } = new URL(req.url, "http://localhost");
  if (pathname === "/health") return res.end("ok");
  // task greet
  res.end("Hello!");
  // starter
  // res.writeHead(501).end("The task greet is still open.");
  // end greet
}).listen(process.env.PORT);
`;
  const greet = { id: "greet", title: "Greet", skill: "routing", level: 1, hours: 1, points: 5, brief: "Greet.", hints: ["One.", "Two."], needs: [], interview: ["One?", "Two?"] };
  const files = {
    "package.json": '{ "name": "greetings", "version": "1.0.0", "type": "module", "private": true }\n',
    "server.js": server,
    "assignment/tasks.json": JSON.stringify({ run: { install: "", start: "node server.js", ready: "/health", environment: { PORT: "{port}" } }, tasks: [greet] }),
    "assignment/contract/visible/greet.js": 'import assert from "node:assert/strict";\nimport { test } from "node:test";\nexport default (app) => {\n  test("greets", async () => assert.equal((await app.http("GET /")).text, "Hello!"));\n  test("has an end to its memory", () => assert.throws(() => new Int32Array(400_000_000)));\n  test("compares", async () => {\n    const { text } = await app.http("GET /");\n    for (const all = []; text === "Endless!"; ) all.push(new Array(100_000).fill(text));\n  });\n};\n',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "my-repo", file)), { recursive: true });
    writeFileSync(join(folder, "my-repo", file), text);
  }
  const path = join(folder, "greetings");
  expect(await runHere(["assignment", "create", path, "--from", join(folder, "my-repo"), "--yes"])).toMatchObject({ exitCode: 0 });
  for (const from of ["starter", "solution"] as const) handIn(path, join(folder, "greeted", from), { from });
  handIn(path, join(folder, "greeted/endless"), { changes: { "server.js": (text) => text.replace('writeHead(501).end("The task greet is still open.")', 'end("Endless!")') } });
  const { exitCode, stderr } = await check(path, join(folder, "greeted"));
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect([...resultsOf(path).values()].map(({ key, status, points }) => [key, status, points])).toEqual([["endless", "hung", 0], ["solution", "graded", 5], ["starter", "graded", 3.3]]);
  expect(resultsOf(path).get("endless")?.sentence).toBe("Your app could not be checked to the end. To check one of its answers took more than 1 GB of memory.");
});

const halfOf: Record<string, string> = {
  "blog js": "src/posts/posts.queries.js",
  "blog ts": "src/posts/posts.queries.ts",
  "api js": "src/books/books.queries.js",
  "api ts": "src/books/books.queries.ts",
};

/** The tasks in the output of `npm run check`. */
function statesIn(output: string): (string | undefined)[][] {
  return [...output.matchAll(/^[✔✘◌○] ([\w-]+): .*\((done|failed|blocked|open)\b/gm)].map(([, id, state]) => [id, state]);
}
