// Cheats: submissions that try to get points, secrets or power, each a small change to a real project.
import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Status } from "../../src/grading/results.ts";
import type { Handed } from "./class.ts";

export interface Cheat extends Handed {
  key: string;
  /** For the table in the manual. */
  says: string;
  /** The statuses that it may get. */
  status: Status[];
  /** The most points that it may get: 0, or what it has honestly earned. */
  most?: number;
  /** Further changes to the folder. */
  also?: (folder: string) => void;
}

/** Things on this machine that a submission must not reach. */
export interface Bait {
  /** The folder of the assignment, with the contract. */
  assignment: string;
  /** A port of this machine with a server. */
  port: number;
  /** The home folder of the instructor, with .ssh/id_ed25519. */
  home: string;
  /** A word in the instructor's environment. */
  secret: string;
  /** A file that exists only if code ran outside a sandbox. */
  canary: string;
}

/** Code that runs before the app. A cheat that succeeds stops its app, so that it is not graded. */
const atStart = (code: string): Handed["changes"] => ({
  "src/server.js": (text) => `${helpers}\n${code}\n${text}`,
});

const helpers = `
import fs from "node:fs";
import net from "node:net";
import { execSync, spawn, spawnSync } from "node:child_process";
import pg from "pg";
const won = (how) => { console.error("Error: it got " + how); process.exit(7); };
const attempt = (work) => { try { return work(); } catch { return undefined; } };
const sql = async (text, more = {}) => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, ...more });
  client.on("error", () => {});
  await client.connect();
  try { return (await client.query(text)).rows; } finally { await client.end().catch(() => {}); }
};
const otherwise = () => undefined;
`;

export function cheatsOf({ assignment, port, home, secret, canary }: Bait): Cheat[] {
  const graded: Status[] = ["graded"];
  return [
    { key: "exit-0", says: "ends with exit code 0 at once", status: ["did not start"], changes: { "src/app.js": (text) => `process.exit(0);\n${text}` } },
    { key: "patched-assert", says: "replaces the functions of node:assert", status: graded, changes: { "src/app.js": (text) => `import cheated from "node:assert/strict";\nfor (const name of Object.keys(cheated)) if (typeof cheated[name] === "function") cheated[name] = () => {};\n${text}` } },
    { key: "patched-http", says: "makes every answer of node:http a success", status: graded, changes: { "src/app.js": (text) => `import cheated from "node:http";\nObject.defineProperty(cheated.IncomingMessage.prototype, "statusCode", { get: () => 200, set() {} });\n${text}` } },
    { key: "own-checks", says: "brings checks of its own that always pass", status: graded, changes: { "check/run.js": "process.exit(0);\n", "check/held-back/find-post.js": "export default () => {};\n" } },
    { key: "reads-contract", says: "looks for the checks, where they are and in /proc", status: graded, changes: atStart(`
for (const path of ["${assignment}/contract/visible/find-post.js", "${assignment}/solution/src/server.js", "/app/check/run.js", "/proc/1/root${assignment}"]) if (attempt(() => fs.statSync(path))) won(path);
for (const pid of fs.readdirSync("/proc").filter(Number)) if (attempt(() => fs.readdirSync("/proc/" + pid + "/cwd").includes("check"))) won("the grader's folder");`) },
    { key: "table", says: "answers from a table of what the checks ask for", status: graded, most: 5.7, changes: { "src/app.js": (text) => text.replace(/const app = express\(\);/, 'const app = express();\n  app.use((req, res, next) => req.path.startsWith("/tags/") ? res.send("<h1>" + decodeURIComponent(req.path.slice(6)) + "</h1>") : req.path.startsWith("/posts/") ? res.status(404).send("<h1>Ann</h1>") : next());') } },
    { key: "kills-grader", says: "sends signals to every process that it can name", status: ["graded", "crashed", "did not start"], changes: atStart(`
for (let pid = 1; pid < 70_000; pid += 1) if (pid !== process.pid) attempt(() => process.kill(pid, pid === process.ppid ? "SIGTERM" : "SIGKILL"));
attempt(() => process.kill(-1, "SIGSTOP"));`) },
    { key: "fork-bomb", says: "starts processes that start processes", status: ["graded", "crashed", "did not start", "hung", "out of memory"], changes: atStart(`for (let count = 0; count < 3; count += 1) attempt(() => spawn("sh", ["-c", "f() { f | f & }; f; f; sleep 60"], { stdio: "ignore" }).on("error", otherwise));`) },
    { key: "memory", says: "takes memory until there is no more", status: ["out of memory"], changes: atStart("const taken = [];\nfor (;;) taken.push(Buffer.alloc(20_000_000, 1));") },
    { key: "hidden-memory", says: "takes memory that belongs to no process", status: graded, changes: atStart(`
const memfd = process.arch === "arm64" ? 279 : 319;
for (const [program, ...args] of [["unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/tmp"], ["perl", "-e", "shmget(0, 50_000_000, 0600 | 01000) or exit 1"], ["perl", "-e", 'my $name = "a"; exit(syscall(' + memfd + ', $name, 0) < 0)']]) {
  if (spawnSync(program, args).status === 0) won([program, ...args].join(" "));
}`) },
    { key: "disk", says: "writes 1 GB to the disk", status: graded, changes: atStart(`
const big = Buffer.alloc(10_000_000, 1);
let bytes = 0;
for (const folder of ["/tmp", "/app", "/app/node_modules", "/dev/shm", "/dev", "/run", "/run/door", "/", "/home", "/var/tmp"]) for (let at = 0; at < 100; at += 1) {
  if (attempt(() => fs.writeFileSync(folder + "/big" + at, big)) === undefined) bytes += attempt(() => fs.statSync(folder + "/big" + at).size) ?? 0;
}
if (bytes > 100_000_000) won(bytes + " bytes");
for (let at = 0; at < 100; at += 1) attempt(() => fs.rmSync("/tmp/big" + at));`) },
    { key: "rows", says: "inserts 1 GB", status: ["too large", "graded"], changes: atStart(`await sql("create table big as select repeat(md5(n::text), 30) as text from generate_series(1, 1100000) n").catch(otherwise);`) },
    { key: "endless-query", says: "asks the database for ever", status: ["graded", "too large"], changes: atStart(`for (let count = 0; count < 3; count += 1) sql("set statement_timeout = 0; set work_mem = '1GB'; select count(*) from generate_series(1, 1000000000000) n").catch(otherwise);`) },
    { key: "endless-output", says: "prints for ever", status: ["too large"], changes: atStart(`const line = "x".repeat(100_000) + "\\n";\nfor (let count = 0; count < 200; count += 1) attempt(() => fs.writeSync(1, line));\nconst print = () => { if (process.stdout.write(line)) setImmediate(print); else process.stdout.once("drain", print); };\nprint();`) },
    { key: "endless-loop", says: "answers once, and then no more", status: ["hung"], changes: { "src/app.js": (text) => text.replace(/const app = express\(\);/, 'const app = express();\n  app.use((req, res, next) => { if (req.path !== "/health") for (;;); next(); });') } },
    { key: "port", says: "talks to this machine and to the internet", status: graded, changes: atStart(`
for (const [host, to] of [["127.0.0.1", ${port}], ["::1", ${port}], ["1.1.1.1", 53]]) {
  const connected = await new Promise((resolve) => net.connect(to, host).on("connect", () => resolve(true)).on("error", () => resolve(false)));
  if (connected) won("a connection to " + host);
}`) },
    { key: "ssh", says: "reads the instructor's keys", status: graded, changes: atStart(`for (const home of ["${home}", process.env.HOME, "/root", "/home"]) if (attempt(() => fs.readdirSync(home + "/.ssh"))) won("the keys in " + home);\nif (attempt(() => fs.readFileSync("/etc/shadow")) || attempt(() => fs.readFileSync("/etc/passwd"))) won("the users");`) },
    { key: "environ", says: "reads the grader's environment in /proc", status: graded, changes: atStart(`for (const pid of fs.readdirSync("/proc").filter(Number)) for (const name of ["environ", "cmdline"]) if (/${secret}|GRADE_JOB|grader/.test(attempt(() => fs.readFileSync("/proc/" + pid + "/" + name, "utf8")) ?? "")) won("the environment of " + pid);`) },
    { key: "other-database", says: "connects to the databases of others", status: graded, changes: atStart(`
const own = new URL(process.env.DATABASE_URL).pathname.slice(1);
for (const { datname } of await sql("select datname from pg_database")) {
  if (datname === own) continue;
  const url = new URL(process.env.DATABASE_URL);
  url.pathname = "/" + datname;
  if (await sql("select 1", { connectionString: url.href }).catch(otherwise)) won(datname);
}`) },
    { key: "admin-role", says: "logs in as every role, and makes itself an admin", status: graded, changes: atStart(`
for (const { rolname } of await sql("select rolname from pg_roles")) for (const password of ["", rolname, "postgres"]) {
  if (rolname.startsWith("s_")) continue;
  if (await sql("select 1", { connectionString: undefined, host: "/run/server", user: rolname, password, database: "postgres" }).catch(otherwise)) won(rolname);
}
for (const text of ["alter role current_user superuser", "create role other superuser", "grant pg_execute_server_program to current_user", "set role grader", "set session authorization grader"]) if (await sql(text).then(() => true, () => false)) won(text);`) },
    { key: "program", says: "runs a program on the database server", status: graded, changes: atStart(`for (const text of ["create table made (line text); copy made from program 'touch ${canary}'", "copy (select 1) to '${canary}'", "select pg_read_file('/etc/passwd')", "select lo_import('/etc/passwd')", "create extension dblink"]) if (await sql(text).then(() => true, () => false)) won(text);`) },
    { key: "trigger", says: "lets the checks run a trigger of its own", status: graded, changes: { "migrations/0099_trigger.sql": `create function win() returns trigger language plpgsql as $$ begin begin execute 'copy (select 1) to program ''touch ${canary}'''; exception when others then null; end; begin execute 'alter role ' || session_user || ' superuser'; exception when others then null; end; return new; end $$;\ncreate trigger win before insert on users for each row execute function win();\n` } },
    { key: "fake-index", says: "shows the checks an index that does not exist", status: graded, changes: { "migrations/0099_fake.sql": "create view pg_indexes as select 'posts'::text as tablename, 'create index on posts using gin (search)'::text as indexdef;\ndo $$ begin execute 'alter role ' || current_user || ' set search_path = public, pg_catalog'; execute 'alter database ' || current_database() || ' set search_path = public, pg_catalog'; end $$;\n" } },
    { key: "lifecycle", says: "brings scripts that npm runs at an install", status: graded, changes: { "package.json": (text) => text.replace('"scripts": {', `"scripts": { "preinstall": "touch ${canary}", "prepare": "touch ${canary}",`), ".npmrc": "ignore-scripts=false\n" } },
    { key: "lock-file", says: "takes a package from elsewhere by its lock file", status: ["changed its packages"], changes: { "package-lock.json": (text) => text.replace(/"integrity": "sha512-[^"]{20}/, '"integrity": "sha512-aaaaaaaaaaaaaaaaaaaa') } },
    { key: "new-package", says: "adds a package", status: ["changed its packages"], changes: { "package.json": (text) => text.replace('"dependencies": {', '"dependencies": { "left-pad": "1.3.0",') } },
    { key: "link", says: "holds links that lead out of the folder", status: ["did not start"], also: (folder) => {
      for (const [path, to] of [["src/posts/posts.queries.js", `${assignment}/solution/src/posts/posts.queries.js`], ["all", "/"]]) {
        rmSync(join(folder, path ?? ""), { force: true });
        symlinkSync(to ?? "", join(folder, path ?? ""));
      }
      lstatSync(join(folder, "all"));
    } },
    { key: "semaphores", says: "takes memory of the kernel, in semaphores", status: graded, changes: atStart(`if (spawnSync("perl", ["-e", "semget(0, 32000, 0600 | 01000) or exit 1"]).status === 0) won("semaphores");`) },
    { key: "page-tables", says: "reads sparse terabytes, so that only the kernel's tables grow", status: ["out of memory"], changes: atStart(`
const mmap = process.arch === "arm64" ? 222 : 9;
const taken = Buffer.alloc(450_000_000, 1); // The tables alone would take long: each page of them is a page fault.
const read = '$| = 1; for my $n (1 .. 32) { my $at = syscall(' + mmap + ', 0, 1 << 40, 1, 0x4022, -1, 0); exit 1 if $at < 0; for (my $off = 0; $off < 1 << 40; $off += 1 << 30) { my $byte = unpack("P1", pack("Q", $at + $off)); } } print "done"; sleep 60;';
const perl = spawn("perl", ["-e", read], { stdio: ["ignore", "pipe", "ignore"] }).on("error", otherwise);
await new Promise((resolve) => perl.stdout.once("data", resolve).once("end", resolve));
await new Promise((resolve) => setTimeout(resolve, 5_000));
if (taken.length > 0) won("memory that nobody counts");`) },
    { key: "tiny-files", says: "makes empty files without end", status: ["too large"], changes: atStart(`
process.stdin.resume();
for (let at = 0; ; at += 1) { if (at % 1000 === 0) await new Promise(setImmediate); attempt(() => fs.writeFileSync("/tmp/" + at, "")); }`) },
    { key: "packages", says: "changes the packages and Node.js, which others use too", status: graded, changes: atStart(`
for (const path of ["/app/node_modules/express/index.js", "/app/node_modules/express/package.json", "/app/package.json", "/run/bin/node", "/usr/bin/env"]) {
  for (const work of [() => fs.appendFileSync(path, " "), () => fs.chmodSync(path, 0o777), () => fs.renameSync(path, path + "2"), () => fs.rmSync(path), () => fs.utimesSync(path, 1, 1)]) if (attempt(() => [work()])) won(path);
}
for (const [program, ...args] of [["mount", "-o", "remount,rw", "/app"], ["mount", "-t", "tmpfs", "none", "/app"], ["umount", "/app/node_modules"]]) if (spawnSync(program, args).status === 0) won(program);
const { binding } = process;
attempt(() => binding.call(process, "fs").rename("/app/package.json", "/app/other.json"));
if (!fs.existsSync("/app/package.json")) won("the package.json");`) },
    { key: "daemons", says: "leaves processes that belong to nobody, and threads", status: graded, changes: atStart(`
for (let count = 0; count < 5; count += 1) attempt(() => spawn("setsid", ["sh", "-c", "(trap '' TERM HUP INT; sleep 86399; : ${canary}/) &"], { stdio: "ignore", detached: true }).on("error", otherwise).unref());
const { Worker } = await import("node:worker_threads");
for (let count = 0; count < 2; count += 1) attempt(() => new Worker("for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)", { eval: true }).on("error", otherwise).unref());`) },
    { key: "names", says: "has files with names of line breaks and other marks", status: ["graded"], also: (folder) => {
      for (const name of ["two\nlines.js", "\u001b[2Jred.js", "-rf", "$(touch x).js", "\u202egpj.js", "x".repeat(250)]) writeFileSync(join(folder, name), "");
      mkdirSync(join(folder, ...Array.from({ length: 140 }, () => "d")), { recursive: true });
      mkdirSync(join(folder, "short-lived.js"));
      writeFileSync(join(folder, "short-lived.js/index.js"), "process.exit(0);");
    } },
    { key: "link-settings", says: "brings settings as a link, and scripts for npm and Node.js", status: graded, changes: { ".npmrc": `node-options=--require=${canary}\nscript-shell=${canary}\n`, "package.json": (text) => text.replace('"scripts": {', `"scripts": { "start": "LD_PRELOAD=${canary} touch ${canary}",`) }, also: (folder) => symlinkSync("/proc/self/environ", join(folder, ".env")) },
    { key: "own-door", says: "puts a socket of its own, or a link, where the requests come in", status: ["graded", "did not start", "hung", "crashed"], changes: atStart(`
attempt(() => fs.rmSync("/run/door/http.sock"));
attempt(() => fs.symlinkSync("/run/server/.s.PGSQL.5432", "/run/door/http.sock"));`) },
    { key: "slow-answers", says: "answers a byte at a time, with headers, redirects and JSON that mislead", status: ["graded", "hung"], changes: { "src/app.js": (text) => text.replace(/const app = express\(\);/, `const app = express();
  app.use((req, res, next) => {
    if (req.path === "/health") return next();
    const kind = req.path.length % 4;
    if (kind === 0) return void res.writeHead(302, { location: "http://127.0.0.1:${port}/" }).end();
    if (kind === 1) return void res.status(200).type("json").send('{"__proto__":{"status":200},"constructor":{"prototype":{"passed":true}},"toString":1,"length":1e9}');
    if (kind === 2) { for (let at = 0; at < 500; at += 1) res.setHeader("x-" + at, "y"); return void res.end("ok"); }
    res.writeHead(200, { "content-length": "1000000" });
    const timer = setInterval(() => res.write("x"), 500);
    res.on("close", () => clearInterval(timer));
  });`) } },
    { key: "half-logins", says: "opens connections to the database server that never log in", status: ["graded", "did not start"], changes: atStart(`
const open = [];
for (let count = 0; count < 200; count += 1) open.push(net.connect("/run/server/.s.PGSQL.5432").on("error", otherwise));
await new Promise((resolve) => setTimeout(resolve, 1_000));
for (const socket of open) socket.destroy();`) },
    { key: "locks", says: "takes the locks that all databases share", status: ["too large", "graded"], changes: atStart(`for (let count = 0; count < 3; count += 1) sql("select count(pg_advisory_lock(n)), pg_sleep(20) from generate_series(1, 1000000) n").catch(otherwise);`) },
    { key: "checks-role", says: "uses the role of the checks, for statements that nobody counts", status: graded, changes: atStart(`
const url = new URL(process.env.DATABASE_URL);
for (const password of ["", url.password, url.password + "c", url.username]) if (await sql("select 1", { connectionString: undefined, host: "/run/server", user: url.username + "_check", password, database: url.pathname.slice(1) }).catch(otherwise)) won("the role of the checks");`) },
    { key: "left-catalog", says: "leaves another catalog in the session of the checks, by a trigger", status: graded, changes: { "migrations/0099_left.sql": `create view pg_indexes as select 'posts'::text as tablename, 'create index on posts using gin (search)'::text as indexdef;
create function leave() returns trigger language plpgsql as $$ begin
  perform set_config('search_path', 'public, pg_catalog', false);
  begin execute 'create temp view pg_indexes as select * from public.pg_indexes'; exception when others then null; end;
  return new;
end $$;
create trigger leave before insert on users for each row execute function leave();
` } },
    { key: "kept-checks", says: "lets the checks wait in a trigger, and ends their session", status: ["graded", "hung"], changes: { "migrations/0099_wait.sql": `create function wait() returns trigger language plpgsql as $$ begin perform set_config('statement_timeout', '0', false), pg_sleep(3); perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
create trigger wait before insert on users for each row execute function wait();
` } },
    { key: "extensions", says: "loads extensions, and code of C into the database server", status: graded, changes: atStart(`
for (const text of ["create extension file_fdw", "create extension adminpack", "create extension postgres_fdw", "create extension pg_prewarm", "create language c", "load 'auto_explain'", "create function libc(text) returns int language c as 'libc.so.6', 'system'", "create event trigger e on ddl_command_end execute function pg_catalog.now()", "alter system set log_statement = 'all'", "select pg_reload_conf()", "select pg_rotate_logfile()", "select pg_ls_dir('/')", "create tablespace t location '/tmp'", "create publication p for all tables", "select pg_create_physical_replication_slot('s')", "alter role current_user bypassrls", "create subscription s connection 'host=/tmp' publication p"]) if (await sql(text).then(() => true, () => false)) won(text);`) },
    { key: "settings", says: "brings a .env that changes how it is graded", status: graded, changes: { ".env": `DATABASE_URL=\nPORT=${port}\nNODE_OPTIONS=--require=${canary}\n` } },
  ];
}

/** Cheats in a task of writing tests: these read the code and never call it. */
export const cheatsOfTests: Cheat[] = [
  { key: "known-code", says: "tests whether the code is one of those that students see, by its words", status: ["graded"], also: testsThat(`
// The two right ways that the starter and the visible checks show. Comments and names do not matter.
const known = [original, original.replace(".find(Boolean)", ".filter(Boolean)[0]")];
const isName = (word) => /^[A-Za-z_$]/.test(word);
const wordsOf = (text) => text.replace(/^\\s*\\/\\/.*$/gm, "").match(/"[^"]*"|'[^']*'|[A-Za-z_$][\\w$]*|\\d\\w*|\\S/g);
const areAlike = (one, other) => {
  const names = new Map();
  const sameName = (a, b) => names.set(a, names.get(a) ?? b).get(a) === b;
  return one.length === other.length && one.every((word, at) => (one[at - 1] !== "." && isName(word) && isName(other[at]) ? sameName(word, other[at]) : word === other[at]));
};
test("the code is known", () => expect(known.some((each) => areAlike(wordsOf(each), wordsOf(code)))).toBe(true));`) },
  { key: "known-mistakes", says: "tests whether the code has one of the mistakes that students see", status: ["graded"], also: testsThat(`
const words = code.replace(/^\\s*\\/\\/.*$/gm, "");
test("no mistake is known", () => ["220_000", ".findLast(", "({ content }) => content"].forEach((mistake) => expect(words).not.toContain(mistake)));`) },
];

function testsThat(look: string): Cheat["also"] {
  return (folder) => {
    const original = JSON.stringify(readFileSync(join(folder, "src/posts/markdown.js"), "utf8"));
    const code = 'readFileSync(new URL("../src/posts/markdown.js", import.meta.url), "utf8")';
    writeFileSync(join(folder, "tests/excerpts.test.js"), `import { readFileSync } from "node:fs";\nimport { expect, test } from "vitest";\nconst original = ${original};\nconst code = ${code};${look}\n`);
  };
}
