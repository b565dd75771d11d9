// Unpacking: only regular files of a submission are read, up to a limit.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, expect, test, vi } from "vitest";
import { layOut } from "../../src/grading/lay-out.ts";
import { ignoredIn } from "../../src/grading/ignored.ts";
import { findSubmissions, type Submission } from "../../src/grading/submissions.ts";
import { idOf, unpack, type Files } from "../../src/grading/unpack.ts";
import { Refused } from "../../src/grading/wanted.ts";
import { openWorkplace } from "../../src/grading/workplace.ts";
import { git, temporary } from "../support/sandbox.ts";
import { zipOf, type ZipEntry } from "../support/zip.ts";

const names = (files: Files) => [...files.keys()].sort();
const textIn = (files: Files, path: string) => Buffer.from(files.get(path) ?? []).toString();

function zipFile(entries: ZipEntry[]): { key: string; kind: "zip"; path: string } {
  const path = join(temporary(), "ann.zip");
  writeFileSync(path, zipOf(entries));
  return { key: "ann", kind: "zip", path };
}

function folderOf(files: Record<string, string>): string {
  const folder = join(temporary(), "ann");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const ours = { "package.json": "{}", "src/server.js": "1", "tests/check/a.js": "2" };
const notOurs = { ".env": "a", "src/.env.local": "b", "check/run.js": "c", "node_modules/pg/index.js": "d", "src/node_modules/x.js": "e", ".git/config": "f", "__MACOSX/._a": "g", "src/.DS_Store": "h" };

test("packages, settings, checks and the repository of a folder are left out", async () => {
  const files = await unpack({ key: "ann", kind: "folder", path: folderOf({ ...ours, ...notOurs }) });
  expect(names(files)).toEqual(Object.keys(ours).sort());
});

test("they are left out of an archive too, with or without a folder around everything", async () => {
  const entries = Object.entries({ ...ours, ...notOurs }).map(([name, content]) => ({ name, content }));
  const wrapped = entries.map(({ name, content }) => ({ name: `week-3-main/${name}`, content }));
  const [plain, inside] = [zipFile(entries), zipFile(wrapped)];
  expect(names(await unpack(plain))).toEqual(Object.keys(ours).sort());
  expect(names(await unpack(inside))).toEqual(Object.keys(ours).sort());
  expect(idOf(plain, await unpack(plain))).toBe(idOf(inside, await unpack(inside)));
});

const gitignore = "# Made by programs\n/dist/\ncoverage/\n.data/\n*.log\n!kept.log\n";
const made = { "dist/server.js": "1", "coverage/index.html": "1", ".data/base/1/1259": "x".repeat(21_000_000), "src/deep/coverage/a.html": "1", "npm-debug.log": "1", "web/build/a.js": "1" };
const project = new Map(Object.entries({ ...ours, "src/dist/kept.js": "1", "seeds/first.log": "1", ".gitignore": gitignore, "web/.gitignore": "/build" }));
const isIgnored = ignoredIn("/nowhere", project);
const used = { ...Object.fromEntries(project), "logs/kept.log": "1", "build/a.js": "1" };

test.each<[string, () => Submission | Promise<Submission>]>([
  ["a folder", () => ({ key: "ann", kind: "folder", path: folderOf({ ...used, ...made }) })],
  ["a folder around everything", () => ({ key: "ann", kind: "folder", path: folderOf(inside({ ...used, ...made })) })],
  ["an archive", () => zipFile(entriesFor({ ...used, ...made }))],
  ["an archive with a folder around everything", () => zipFile(entriesFor(inside({ ...used, ...made })))],
  ["a commit", () => commitOf({ ...used, ...made })],
])("what the .gitignore of the starter names is left out of %s, without files of the project", async (_, submissionOf) => {
  const files = await unpack(await submissionOf(), isIgnored);
  expect(names(files)).toEqual(Object.keys(used).sort());
});

test("the .gitignore is the one that was handed out", () => {
  const starter = folderOf({ ".gitignore": "/own/\n" });
  expect(["own/a.js", "dist/a.js"].map(ignoredIn(starter, project))).toEqual([true, false]);
});

function inside(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`week-3-main/${path}`, text]));
}

function entriesFor(files: Record<string, string>): ZipEntry[] {
  return Object.entries(files).map(([name, content]) => ({ name, content }));
}

/** With all files, also those that Git ignores. */
async function commitOf(files: Record<string, string>): Promise<Submission> {
  return committed(folderOf(files));
}

async function committed(folder: string): Promise<Submission> {
  for (const args of [["init", "-q"], ["add", "-Af"], ["commit", "-qm", "Work"]]) await git(folder, ...args);
  return { key: "ann", kind: "commit", store: folder, commit: (await git(folder, "rev-parse", "HEAD")).trim() };
}

test("links and pipes in a folder are left out", async () => {
  const folder = folderOf(ours);
  symlinkSync("/etc", join(folder, "etc"));
  symlinkSync("/etc/passwd", join(folder, "src/passwd.js"));
  execFileSync("mkfifo", [join(folder, "src/pipe.js")]);
  expect(names(await unpack({ key: "ann", kind: "folder", path: folder }))).toEqual(Object.keys(ours).sort());
});

test("links in an archive are left out", async () => {
  const link = { name: "src/passwd.js", content: "/etc/passwd", mode: 0o120777 };
  const files = await unpack(zipFile([{ name: "package.json", content: "{}" }, link]));
  expect(names(files)).toEqual(["package.json"]);
});

test.each(["../out.js", "/etc/cron.d/out", "src/../../out.js", "C:/out.js"])("an archive with the path %s is refused", async (name) => {
  await expect(unpack(zipFile([{ name: "package.json", content: "{}" }, { name, content: "1" }]))).rejects.toThrow(/^Your zip file cannot be read: /);
});

test.each<[string, () => ZipEntry[], RegExp]>([
  ["a file larger than 20 MB", () => [{ name: "a", content: Buffer.alloc(21_000_000) }], /larger than 20 MB/],
  ["a zip bomb with a false size", () => [{ name: "a", content: Buffer.alloc(1_000_000), claims: 10 }], /cannot be read: too many bytes/],
  ["many files of 1 MB", () => Array.from({ length: 25 }, (_, at) => ({ name: `a${at}`, content: Buffer.alloc(1_000_000) })), /larger than 20 MB/],
  ["more than 2,000 files", () => Array.from({ length: 2_001 }, (_, at) => ({ name: `a${at}`, content: "" })), /more than 2000 files/],
])("an archive with %s is refused for its size", async (_, entries, says) => {
  const file = zipFile(entries());
  const error = await unpack(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refused);
  expect(String(error)).toMatch(says);
});

test("an archive with a damaged file is refused with its name, unless the file is left out anyway", async () => {
  const damaged = (name: string) => zipFile([{ name: "package.json", content: "{}" }, { name, content: "1", checksum: 7 }]);
  await expect(unpack(damaged("src/app.js"))).rejects.toThrow('Your zip file cannot be read: the content of "src/app.js" is damaged.');
  await expect(unpack(damaged("src/app.js"))).rejects.toBeInstanceOf(Refused);
  expect(names(await unpack(damaged("node_modules/pg/index.js")))).toEqual(["package.json"]);
});

test.each(["", "no archive at all", "PK\u0003\u0004"])("a file that is not an archive is refused: %j", async (content) => {
  const path = join(temporary(), "ann.zip");
  writeFileSync(path, content);
  await expect(unpack({ key: "ann", kind: "zip", path })).rejects.toThrow(/^Your zip file cannot be read: /);
});

test("a commit is read without conversions, and its links are left out", async () => {
  const folder = folderOf({ ...ours, "public/ümlaut.txt": "ä\r\n", ".gitattributes": "* text eol=crlf export-ignore\n" });
  writeFileSync(join(folder, "public/icon.png"), Buffer.from([0, 255, 128, 10, 13]));
  symlinkSync("/etc/passwd", join(folder, "src/passwd.js"));
  await git(folder, "init", "-q");
  await git(folder, "-c", "core.autocrlf=false", "add", "-A");
  await git(folder, "commit", "-qm", "Work");
  await git(folder, "clone", "-q", "--bare", ".", "store.git");
  const commit = (await git(folder, "rev-parse", "HEAD")).trim();
  await git(join(folder, "store.git"), "update-ref", "refs/collected/ann", commit);

  const [submission, ...others] = await findSubmissions(folder);
  expect([submission, others]).toEqual([{ key: "ann", kind: "commit", store: join(folder, "store.git"), commit }, []]);
  if (submission === undefined) return;
  const files = await unpack(submission);
  expect(names(files)).toEqual([".gitattributes", "package.json", "public/icon.png", "public/ümlaut.txt", "src/server.js", "tests/check/a.js"]);
  expect([...(files.get("public/icon.png") ?? [])]).toEqual([0, 255, 128, 10, 13]);
  expect(textIn(files, "src/server.js")).toBe("1");
});

test("a commit of which a file is lost is no submission with other files", async () => {
  const submission = await commitOf({ "a.js": "first", "b.js": "second", "c.js": "third" });
  if (submission.kind !== "commit") return;
  const lost = (await git(submission.store, "rev-parse", "HEAD:b.js")).trim();
  rmSync(join(submission.store, ".git/objects", lost.slice(0, 2), lost.slice(2)));
  const error = await unpack(submission).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "UserError", message: `Git has lost "b.js" (${lost}). Collect again, or restore the repository from a copy.` });
});

test("a small commit with a hundred million files is refused", { timeout: 60_000 }, async () => {
  const store = join(temporary(), "store.git");
  await git(".", "init", "-q", "--bare", store);
  const made = async (input: string) => (await execa("git", ["mktree"], { cwd: store, input })).stdout;
  const { stdout: file } = await execa("git", ["hash-object", "-w", "--stdin"], { cwd: store, input: "1" });
  let tree = await made(`100644 blob ${file}\ta.js\n`);
  for (let depth = 0; depth < 8; depth += 1) tree = await made([..."0123456789"].map((name) => `040000 tree ${tree}\t${name}\n`).join(""));
  const commit = (await git(store, "commit-tree", "-m", "Work", tree)).trim();
  await git(store, "update-ref", "refs/heads/main", commit);
  await git(store, "repack", "-adq"); // Git finds the size of a file faster in a pack.
  await expect(unpack({ key: "ann", kind: "commit", store, commit })).rejects.toThrow("Your submission has more than 2000 files.");
});

test.each<[string, Record<string, string>]>([
  ["a file and a folder of one name", { a: "1", "a/b.js": "2" }],
  ["a folder and a file of one name", { "a/b.js": "2", a: "1" }],
  ["a name of 280 characters", { ["x".repeat(280)]: "1" }],
  ["a name of 280 bytes", { ["é".repeat(140)]: "1" }],
  ["a file where packages are mounted", { modules: "1" }],
])("what holds %s is refused, and stops nobody else", (_, files) => {
  const workplace = openWorkplace();
  const grader = { folder: "", checks: new Map<string, string>(), isIgnored: () => false, tasks: [], contract: "", solution: "", packages: new Map([["modules", "/"]]) };
  const lay = () => layOut("ann", new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])), { workplace, grader, isolated: true });
  expect(lay).toThrow(/^Your submission holds ".*", which cannot be a file here \([A-Z]+\)\.$/);
  expect(lay).toThrow(Refused);
  workplace.remove();
});

test("a folder of submissions is refused if it is empty, and for invalid or repeated keys", async () => {
  const made = (...paths: string[]) => folderOf(Object.fromEntries(paths.map((path) => [path, ""])));
  await expect(findSubmissions("", made("Ann Lee/a"))).rejects.toThrow('The submission "Ann Lee" is not named after a student.');
  await expect(findSubmissions("", made("ann/a", "ann.zip"))).rejects.toThrow("There are two submissions of ann.");
  for (const name of ["ann.tar.gz", "ann.rar", "ANN.7Z", "ann.tgz"])
    await expect(findSubmissions("", made(name, "bob/a"))).rejects.toThrow(`${name}" is no folder and no zip file. Unpack it to a folder, or remove it.`);
  const linked = made("bob/a");
  symlinkSync(join(linked, "bob"), join(linked, "cy"));
  await expect(findSubmissions("", linked)).rejects.toThrow('cy" is no folder and no zip file.');
  await expect(findSubmissions("", made("notes.txt"))).rejects.toThrow("holds no folder and no zip file.");
  await expect(findSubmissions(made("a"))).rejects.toThrow("Nothing was collected in");
});

test("the hash of a submission is that of its paths, sizes and contents in order", () => {
  const files: Files = new Map([["b", Buffer.from("22")], ["a", Buffer.from("1")]]);
  const hash = createHash("sha256").update("a\x001\x001b\x002\x0022").digest("hex");
  expect(idOf({ key: "ann", kind: "folder", path: "/ann" }, files)).toBe(hash);
  expect(idOf({ key: "ann", kind: "commit", store: "/store", commit: "c0" }, files)).toBe("c0");
});

test.each<[string, Record<string, string>, string[]]>([
  ["two folders around everything", { "a/b/x.js": "1", "a/b/c/y.js": "2" }, ["c/y.js", "x.js"]],
  ["one file", { "x.js": "1" }, ["x.js"]],
  ["two folders", { "a/x.js": "1", "b/y.js": "2" }, ["a/x.js", "b/y.js"]],
  ["a folder around everything with files that are not wanted", { "a/x.js": "1", "a/.env": "2", "a/check/run.js": "3" }, ["x.js"]],
  ["a folder next to files that are not wanted", { "a/x.js": "1", ".DS_Store": "2" }, ["x.js"]],
  ["two folders around everything, and what is not wanted between them", { "a/b/x.js": "1", "a/.env": "2" }, ["x.js"]],
  ["nothing", {}, []],
])("the paths of a submission with %s", async (_, given, paths) => {
  const folder = folderOf({ "node_modules/pg/index.js": "" , ...given });
  const files = await unpack({ key: "ann", kind: "folder", path: folder });
  expect(names(files)).toEqual(paths);
});

test.each<[string, (file: string) => void, object]>([
  ["vanishes", () => undefined, { message: '"a.js" in your submission cannot be read (ENOENT).', unreadable: true }],
  ["becomes a link", (file) => symlinkSync("/etc/passwd", file), { message: '"a.js" in your submission cannot be read (ELOOP).', unreadable: true }],
])("a file that %s while a submission is read is refused", async (_, change, refusal) => {
  const path = folderOf({ "a.js": "1" });
  const isIgnored = () => (rmSync(join(path, "a.js"), { force: true }), change(join(path, "a.js")), false);
  const error = await unpack({ key: "ann", kind: "folder", path }, isIgnored).catch((reason: unknown) => reason);
  expect([error instanceof Refused, error]).toMatchObject([true, refusal]);
});

test("a file that becomes a folder while a submission is read is left out", async () => {
  const path = folderOf({ "a.js": "1", "b.js": "2" });
  const isIgnored = () => (rmSync(join(path, "a.js"), { recursive: true, force: true }), mkdirSync(join(path, "a.js")), false);
  expect(names(await unpack({ key: "ann", kind: "folder", path }, isIgnored))).toEqual(["b.js"]);
});

/** Files and folders whose names are no UTF-8, as `unzip` leaves those of an old archive, next to others. */
function withOldNames(): string {
  const folder = folderOf({ ...ours, "public/ümlaut.txt": "ä" });
  for (const place of [folder, join(folder, "src")]) {
    writeFileSync(bytes(`${place}/caf\xe9.txt`), "1");
    mkdirSync(bytes(`${place}/\xe9t\xe9`));
    writeFileSync(bytes(`${place}/\xe9t\xe9/a.js`), "1");
  }
  return folder;
}

/** One byte for each character below 256; the others in UTF-8. */
function bytes(text: string): Buffer {
  return Buffer.concat([...text].map((letter) => (letter < "\u0100" ? Buffer.from(letter, "latin1") : Buffer.from(letter))));
}

test.each<[string, () => Submission | Promise<Submission>]>([
  ["a folder", () => ({ key: "ann", kind: "folder", path: withOldNames() })],
  ["an archive", () => zipFile([...entriesFor({ ...ours, "public/ümlaut.txt": "ä" }), ...["caf\xe9.txt", "src/caf\xe9.txt", "\xe9t\xe9/a.js"].map((name) => ({ name: bytes(name), content: "1" }))])],
  ["a commit", () => committed(withOldNames())],
])("what has a name that is no UTF-8 is left out of %s", async (_, submissionOf) => {
  const files = await unpack(await submissionOf());
  expect(names(files)).toEqual([...Object.keys(ours), "public/ümlaut.txt"].sort());
});

/** What the system says once about a path that ends like that. */
const refusals = new Map<string, string>();
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const refusing = <A extends unknown[], R>(work: (path: string, ...more: A) => R) => (path: string, ...more: A): R => {
    const code = [...refusals].find(([end]) => path.endsWith(end))?.[1];
    if (code !== undefined) throw Object.assign(new Error(`${code}: ${path}`), { code, syscall: "open" });
    return work(path, ...more);
  };
  return { ...fs, opendirSync: refusing(fs.opendirSync), openSync: refusing(fs.openSync) };
});
afterEach(() => refusals.clear());

test.each<[string, string, string]>([
  ["a folder", "src/pgdata", '"src/pgdata/*" in your submission cannot be read (EACCES).'],
  ["a file", "src/pgdata/a.js", '"src/pgdata/a.js" in your submission cannot be read (EACCES).'],
  ["the submission", "/ann", '"*" in your submission cannot be read (EACCES).'],
  ["a folder with a strange name", "\u001b[2J\n", '"src/\\u001b[2J\\n/*" in your submission cannot be read (EACCES).'],
])("%s that its user cannot open is refused with its path", async (_, closed, message) => {
  const path = folderOf({ ...ours, "src/pgdata/a.js": "1", "src/\u001b[2J\n/b.js": "2" });
  refusals.set(closed, "EACCES");
  const error = await unpack({ key: "ann", kind: "folder", path }).catch((reason: unknown) => reason);
  expect([error instanceof Refused, error]).toMatchObject([true, { message, unreadable: true }]);
});

test("a folder that cannot be opened refuses nobody if it is left out anyway", async () => {
  refusals.set("coverage", "EACCES").set("src/node_modules", "EACCES");
  const path = folderOf({ ...Object.fromEntries(project), "coverage/index.html": "1", "src/node_modules/x.js": "1" });
  expect(names(await unpack({ key: "ann", kind: "folder", path }, isIgnored))).toEqual([...project.keys()].sort());
});

test.each(["src", "src/server.js"])("a disk that fails at %s is no fault of the student", async (failing) => {
  refusals.set(failing, "EIO");
  const error = await unpack({ key: "ann", kind: "folder", path: folderOf(ours) }).catch((reason: unknown) => reason);
  expect([error instanceof Refused, error]).toMatchObject([false, { code: "EIO" }]);
});

test("an archive that cannot be read is refused without its place on this machine", async () => {
  const path = join(temporary(), "ann.zip");
  symlinkSync("ann.zip", path);
  await expect(unpack({ key: "ann", kind: "zip", path })).rejects.toThrow(/^Your zip file cannot be read \(ELOOP\)\.$/);
});

test("a long path is left out of a folder", async () => {
  const long = `${"x".repeat(150)}/${"y".repeat(149)}`;
  expect(names(await unpack({ key: "ann", kind: "folder", path: folderOf({ "a.js": "1", [long]: "2", [`${long}z`]: "3" }) }))).toEqual(["a.js", long]);
});
