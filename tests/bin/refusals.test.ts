// Refusals: for every command one sentence on stderr and the right exit code, and nothing is written or changed.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cleanEnvironment, names, run, temporary } from "../support/sandbox.ts";

/** A folder with files and folders that commands have to refuse. */
function folderToRefuse(): string {
  const cwd = temporary();
  for (const folder of ["empty", "full/src", "wrong-idea", "Wrong Name"]) mkdirSync(join(cwd, folder), { recursive: true });
  const files = { "full/src/app.ts": "", "a-file": "x", "list.json": "[]", "half.json": "{", "odd.json": '{"titel":1}', "wrong-idea/idea.json": '{"title":"T"}' };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, file), text);
  return cwd;
}

/** Every path below a folder, with its text and modification time. */
function everything(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort().map((path) => {
    const { mtimeMs } = statSync(join(folder, path));
    return `${path} ${mtimeMs} ${statSync(join(folder, path)).isFile() ? readFileSync(join(folder, path), "utf8") : ""}`;
  });
}

const create = [
  ["a-file"], ["a-file/x"], ["full"], ["con"], ["x."], ["x".repeat(300)], ["a\u0001b"], ["/proc/1/x"], ["one", "two"], ["--nonsense"], ["--title"], ["x", "--title="],
  ["x", "--title", "\u202egnp"], ["x", "--license", "GPL"], ["x", "--language", "python"], ["x", "--with", "kubernetes"], ["x", "--with", "ci", "--without", "ci"],
  ["x", "--owner", "no/body"], ["x", "--idea", "shop"], ["x", "--idea", "./nowhere"], ["x", "--idea", "./empty"], ["x", "--idea", "./wrong-idea"], ["x", "--idea", "./Wrong Name"],
  ["x", "--idea", "./a-file"], ["x", "--idea", "blog", "--resource", "a b:text"], ["x", "--resource", "class of:string"], ["x", "--resource", "a b:strng"], ["x", "--resource", ""],
  ["x", "--preset", "nowhere.json"], ["x", "--preset", "full"], ["x", "--preset", "list.json"], ["x", "--preset", "half.json"], ["x", "--preset", "odd.json"],
  ["x", "--no-git", "--github"], ["x", "--public"], ["x", "--yes=1"], ["x", "--no-title"], ["x", "--lang", "js"],
].map((words) => [...words, "--yes"]);

const others = [
  ["render", "nowhere.json"], ["render", "full"], ["render", "list.json"], ["render", "half.json"], ["render", "odd.json"], ["render", "a", "b"], ["render", "--yes"],
  ["doctor", "empty"], ["doctor", "--yes"], ["docter", "now"],
  ["publish"], ["publish", "nowhere"], ["publish", "empty"], ["publish", "full"], ["publish", "a-file"], ["publish", "a", "b"], ["publish", "--title", "x"],
  ["add"], ["update"], ["undo"], ["assignment", "make"], ["cohort"],
];

test.each([...create, ...others].map((args) => ({ typed: args.join(" ").slice(0, 60), args })))("refuses: $typed", async ({ args }) => {
  const cwd = folderToRefuse();
  const before = everything(cwd);
  const { exitCode, stdout, stderr } = await run(args, { cwd });
  expect([1, 2]).toContain(exitCode);
  expect(stdout).toBe(args[0] === "publish" && exitCode === 1 ? "Checking GitHub ..." : "");
  expect(stderr).toMatch(/^[^\n]{10,400}[.:?]\S*$/);
  expect(stderr).not.toMatch(/bug of ours|undefined|\[object|Error:|node:/);
  expect(everything(cwd)).toEqual(before);
});

test("--json prints the same sentence in one document", async () => {
  const cwd = folderToRefuse();
  const plain = await run(["full", "--yes"], { cwd });
  const { exitCode, stdout } = await run(["full", "--yes", "--json"], { cwd });
  expect([exitCode, JSON.parse(stdout)]).toEqual([1, { format: 1, status: "refused", error: plain.stderr }]);
});

test("an invalid author from Git's settings is refused with its source, and --author fixes it", async () => {
  const cwd = temporary();
  const env = cleanEnvironment('[user]\n\tname = "Ann \u200F X"\n\temail = ann@example.com\n');
  const { exitCode, stderr } = await run(["my-blog", "--yes"], { cwd, env });
  expect([exitCode, stderr]).toEqual([1, 'The author "Ann \\u200F X" from user.name in Git\'s settings contains an invisible control character. Give another with --author.']);
  expect(names(cwd)).toEqual([]);
  expect((await run(["my-blog", "--yes", "--no-git", "--author", "Ann X"], { cwd, env })).exitCode).toBe(0);
});
