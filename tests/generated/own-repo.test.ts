// Own repository: an assignment from an app in Python with a database and a picture, proven, checked by a student and graded.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { check, handIn, resultsOf, temporaryForRuns } from "../support/class.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { has } from "../support/needs.ts";
import { hasPostgres, newDatabase, postgresPrograms } from "../support/postgres.ts";
import { program } from "../support/run-npm.ts";
import { ann, cleanEnvironment, git } from "../support/sandbox.ts";

const folder = temporaryForRuns();
const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));
environmentForEach(() => cleanEnvironment(ann));

/** Every byte once, and a mark as no picture has one: it is not text. */
const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.from(Array.from({ length: 256 }, (_, at) => at))]);

const app = `# Shelf: books over HTTP, from a PostgreSQL database that psql asks.
import json, os, subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

def run(*args):
    command = [os.environ["PSQL"], "-XAtq", "-v", "ON_ERROR_STOP=1", *args, os.environ["DATABASE_URL"]]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout

def rows(sql):
    return json.loads(run("-c", f"select coalesce(json_agg(r), '[]') from ({sql}) r"))

def books():
    # task one-query
    return rows("select title, author from books order by id")
    # starter
    # ids = [row["id"] for row in rows("select id from books order by id")]
    # return [rows(f"select title, author from books where id = {id}")[0] for id in ids]
    # end one-query

class Shelf(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/logo.png":
            with open("static/logo.png", "rb") as file:
                return self.answer(200, file.read())
        self.answer(200, json.dumps(books()).encode())

    def do_POST(self):
        book = json.loads(self.rfile.read(int(self.headers["content-length"])))
        # task store-book
        run("-c", f"insert into books (title, author) values ('{book['title']}', '{book['author']}')")
        self.answer(201, b"{}")
        # starter
        # self.answer(501, b'{ "title": "The task store-book is still open." }')
        # end store-book

    def answer(self, status, content):
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

run("-f", "schema.sql")
ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Shelf).serve_forever()
`;

const schema = `create table books (id integer generated always as identity primary key, title text not null, author text not null);
-- task index-authors
create index books_author_idx on books (author);
-- end index-authors
`;

const checkOf = (says: string, body: string) => `import assert from "node:assert/strict";
import { test } from "node:test";
export default (app) => test("${says}", async () => {
${body}
});
`;

const contract = {
  "visible/store-book.js": checkOf("stores a book", `  const title = app.word();
  const { status } = await app.http("POST /books", { json: { title, author: "Ann" } });
  assert.equal(status, 201);
  assert.deepEqual(await app.sql("select author from books where title = $1", [title]), [{ author: "Ann" }]);`),
  "visible/one-query.js": checkOf("asks once for many books", `  const author = app.word();
  await app.sql("insert into books (title, author) select n::text, $1 from generate_series(1, 5) n", [author]);
  assert.equal(await app.statements(() => app.http("GET /books")), 1);`),
  "held-back/index-authors.js": checkOf("finds the books of an author by an index", `  await app.sql("set enable_seqscan = off");
  const plan = await app.sql("explain select * from books where author = 'Ann'");
  assert.match(JSON.stringify(plan), /books_author_idx/);`),
};

const task = (id: string) => ({ id, title: id, skill: "SQL", level: 1, hours: 1, points: 4, brief: "Do it.", hints: ["One.", "Two."], needs: [], interview: ["One?", "Two?"] });
const run = { install: "npm install", start: "python3 app.py", ready: "/books", environment: { DATABASE_URL: "{database}", PSQL: join(postgresPrograms ?? "", "psql") } };

function repoIn(name: string, changes: Record<string, string | Buffer> = {}): string {
  const repo = join(folder, name);
  const files: Record<string, string | Buffer> = {
    "package.json": '{ "name": "shelf", "version": "1.0.0", "private": true, "devDependencies": { "pg": "^8.0.0" } }\n',
    "app.py": app,
    "schema.sql": schema,
    "static/logo.png": picture,
    "assignment/tasks.json": JSON.stringify({ run, tasks: ["store-book", "one-query", "index-authors"].map(task) }),
    "assignment/contract/mutants.json": JSON.stringify({
      mutants: [{ task: "store-book", says: "the author is lost", file: "app.py", find: "'{book['author']}'", replace: "''" }],
      harmless: [{ says: "an index with another order", file: "schema.sql", find: "(author);", replace: "(author desc);" }],
    }),
    ...Object.fromEntries(Object.entries(contract).map(([path, text]) => [`assignment/contract/${path}`, text])),
    ...changes,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(repo, path)), { recursive: true });
    writeFileSync(join(repo, path), content);
  }
  return repo;
}

async function assignmentFrom(repo: string, path: string): Promise<string> {
  const ran = await runHere(["assignment", "create", path, "--from", repo, "--yes"]);
  expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
  return path;
}

const hashes = (path: string, names: string[]) => names.map((name) => createHash("sha256").update(readFileSync(join(path, name, "static/logo.png"))).digest("hex"));

test("files that are not text are in starter, solution and source byte for byte, and the same repo gives the same commit", async () => {
  const [one, two] = await Promise.all(["one", "two"].map((place) => assignmentFrom(repoIn(`${place}/shelf`), join(folder, place, "week"))));
  expect(new Set(hashes(one ?? "", ["starter", "solution", "source"]))).toEqual(new Set([createHash("sha256").update(picture).digest("hex")]));
  const heads = await Promise.all([one, two].map((path) => git(join(path ?? "", "starter"), "rev-parse", "HEAD")));
  expect(heads[0]).toBe(heads[1]);
  expect(await git(join(one ?? "", "starter"), "ls-files", "static")).toBe("static/logo.png");
});

test.each<[string, Record<string, string | Buffer>, string]>([
  ["a text in another encoding", { "old.py": Buffer.from("# task one-query\nname = 'Zo\u00eb'\n# end one-query\n", "latin1") }, '"old.py" has marks of tasks, and is not UTF-8.'],
  ["a text in UTF-16", { "old.py": Buffer.from("\uFEFFname = 1\n# task one-query\nname = 2\n# end one-query\n", "utf16le") }, '"old.py" has marks of tasks, and is not UTF-8.'],
  ["a file that is too large", { "film.mp4": Buffer.alloc(20_000_001) }, "The repo is larger than 20 MB, the most that a student can hand in. Take large files out of it: the largest is \"film.mp4\"."],
  ["no driver for the checks", { "package.json": "{}" }, "The checks ask PostgreSQL by the package pg, and the repo's package.json does not name it."],
])("a repo with %s is refused", async (what, changes, says) => {
  const target = join(folder, what.replaceAll(" ", "-"));
  const ran = await runHere(["assignment", "create", target, "--from", repoIn(`${what}/shelf`, changes), "--yes"]);
  expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(says) as string });
});

describe.runIf(hasPostgres() && has("The tests of an own repository", "python3"))("An assignment from a repo with a database", () => {
  let path: string;
  beforeAll(async () => {
    path = await assignmentFrom(repoIn("shelf"), join(folder, "week"));
    for (const project of ["starter", "solution"]) symlinkSync(modules, join(path, project, "node_modules"));
  });

  test("is proven on a server, with a database for each run, and refused without one", async () => {
    expect(await runHere(["assignment", "prove", path])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("The checks of this assignment need a PostgreSQL server. Put its address into the variable TEST_DATABASE_URL,") as string });
    const url = await newDatabase();
    await ask(url, "create role own_repo superuser login"); // Other tests use the server at the same time.
    process.env.TEST_DATABASE_URL = url.replace("app@", "own_repo@");
    const { exitCode, text } = await runHere(["assignment", "prove", path]);
    expect([exitCode, text]).toEqual([0, expect.stringContaining("✔ Proved 3 tasks with 7 variants on the server at TEST_DATABASE_URL")]);
    const { rows } = await ask(url, "select datname from pg_database where datname like 'check\\_%' and datdba = 'own_repo'::regrole");
    expect(rows).toEqual([]);
  });

  test("shows students their tasks on a server, and one sentence without one", async () => {
    const checks = (env: Record<string, string>, ...ids: string[]) => program(join(path, "starter"), process.execPath, ["--test-reporter=./check/report.js", "check/run.js", ...ids], env);
    const { output } = await checks({ TEST_DATABASE_URL: await newDatabase() });
    expect(output).toContain("○ one-query: one-query (open, 0 of 4 points)\n    app.py\n");
    expect(output).toContain("\n0 of 8 points."); // The other task has no visible check.
    const named = await checks({ TEST_DATABASE_URL: await newDatabase() }, "one-query");
    expect(named.output).toMatch(/○ one-query: one-query \(open, 0 of 4 points\)\n {4}✘ /);
    expect((await checks({ TEST_DATABASE_URL: "" })).output).toContain("The checks need a PostgreSQL server: put its address into the variable TEST_DATABASE_URL.");
  });

  test.skipIf(!has("The tests of grading", "bwrap", "socat"))("is graded in sandboxes, each with a database of its own", async () => {
    const handed = join(folder, "handed");
    for (const from of ["starter", "solution"] as const) handIn(path, join(handed, from), { from });
    handIn(path, join(handed, "half"), { from: "solution", changes: { "schema.sql": (text) => text.replace(/^create index.*$/m, "") } });
    const { exitCode, stderr } = await check(path, handed);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect([...resultsOf(path).values()].map(({ key, status, points }) => [key, status, points])).toEqual([["half", "graded", 8], ["solution", "graded", 12], ["starter", "graded", 0]]);
  });
});

describe.runIf(hasPostgres())("The port that counts statements", () => {
  test("counts simple, parametrised and prepared statements, and none of a transaction or a connection", async () => {
    const file = new URL("../../templates/databases/postgres/assignments/check/statements.js", import.meta.url);
    const { countingPort } = (await import(file.href)) as { countingPort: (server: { host: string; port: number }) => Promise<{ port: number; statements: () => number; close: () => void }> };
    const url = new URL(await newDatabase());
    const way = await countingPort({ host: url.hostname, port: Number(url.port) });
    url.port = String(way.port);
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    for (const text of ["begin", "set local work_mem = '8MB'", "select 1", "commit"]) await client.query(text);
    expect(way.statements()).toBe(1);
    await client.query("select $1::text", ["x".repeat(1_000_000)]);
    expect(way.statements()).toBe(2);
    for (const value of [1, 2, 3]) await client.query({ name: "same", text: "select $1::int", values: [value] });
    expect(way.statements()).toBe(5);
    await expect(client.query("select no_such_column")).rejects.toThrow("no_such_column");
    expect((await client.query("select 7 as seven")).rows).toEqual([{ seven: 7 }]);
    await client.end();
    await expect(new pg.Client({ connectionString: url.href, ssl: true }).connect()).rejects.toThrow("does not support SSL");
    way.close();
  });
});

async function ask(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const answer = await client.query(text);
  await client.end();
  return answer;
}
