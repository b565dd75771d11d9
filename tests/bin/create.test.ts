// Command `create`: its files, output and exit codes as a process without a terminal.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { bin, cleanEnvironment, git, names, programs, run, temporary } from "../support/sandbox.ts";

test("--yes creates a whole project with a first commit, installs nothing, and prints the next commands", async () => {
  const cwd = temporary();
  const { exitCode, stdout, stderr } = await run(["my-blog", "--yes"], { cwd });
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  expect(names(cwd)).toEqual(["my-blog"]);
  expect(stdout).toMatch(/^✔ Wrote \d+ files to my-blog\n✔ Made the first commit on main\n\nNext:\n\n {2}cd my-blog\n {2}npm install\n/);
  expect(stdout).toMatch(/\n {2}npm run dev\n\nThen open http:\/\/localhost:\d+\n\nTo put it on GitHub: .* publish$/);
  expect(await git(join(cwd, "my-blog"), "log", "--format=%s by %an <%ae>")).toBe("First commit by Ann O'Neil <ann@example.com>");
  expect(await git(join(cwd, "my-blog"), "status", "--short", "--branch")).toBe("## main");
  expect(existsSync(join(cwd, "my-blog", "node_modules"))).toBe(false);
});

test("the folder has a default name under --yes", async () => {
  const cwd = temporary();
  expect((await run(["--yes"], { cwd })).exitCode).toBe(0);
  expect(names(cwd)).toEqual(["my-blog"]);
});

test("the current folder is filled if it is empty, and no `cd` is printed", async () => {
  const cwd = join(temporary(), "my shop");
  mkdirSync(cwd);
  const { exitCode, stdout } = await run([".", "--yes"], { cwd });
  expect(exitCode).toBe(0);
  expect(stdout).not.toContain("cd ");
  expect(JSON.parse(readFileSync(join(cwd, "package.json"), "utf8"))).toMatchObject({ name: "my-shop" });
  expect(await git(cwd, "status", "--short", "--branch")).toBe("## main");
});

test("missing parent folders are created, and special characters are quoted in the printed command", async () => {
  const cwd = temporary();
  const { stdout } = await run(["a/Mon Été", "--yes", "--no-git"], { cwd });
  expect(stdout).toContain('  cd "a/Mon Été"\n');
  expect(names(join(cwd, "a"))).toEqual(["Mon Été"]);
});

test("without a terminal nothing is asked, and the missing flags are listed", async () => {
  const cwd = temporary();
  const { exitCode, stdout, stderr } = await run([], { cwd, env: cleanEnvironment("") });
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toBe("There is no terminal for questions, and the folder, --idea, --author and --install or --no-install are missing. Add --yes to take the defaults.");
  expect(names(cwd)).toEqual([]);
});

test("flags can answer every question", async () => {
  const cwd = temporary();
  const { exitCode } = await run(["x1", "--resource", "book title:string", "--author", "Ann", "--no-install"], { cwd, env: cleanEnvironment("") });
  expect(exitCode).toBe(0);
});

test("--idea chooses the idea, and --resource implies an API", async () => {
  const cwd = temporary();
  const ideaOf = async (...args: string[]) => (JSON.parse((await run([...args, "--yes", "--json", "--dry-run"], { cwd })).stdout) as { idea: string; directory: string });
  expect(await ideaOf()).toMatchObject({ idea: "blog", directory: join(cwd, "my-blog") });
  expect(await ideaOf("--idea", "api")).toMatchObject({ idea: "api", directory: join(cwd, "my-api") });
  expect(await ideaOf("--resource", "book title:string")).toMatchObject({ idea: "api", directory: join(cwd, "my-api") });
});

test("without a terminal, --idea api requires --resource", async () => {
  const { stderr } = await run(["x1", "--idea", "api", "--no-install"], { cwd: temporary() });
  expect(stderr).toContain("and --resource is missing.");
});

test("an open stdin without input does not block", async () => {
  const { exitCode } = await run([], { cwd: temporary(), stdin: "pipe", timeout: 10_000 });
  expect(exitCode).toBe(2);
});

test("a dry run lists the files and writes nothing", async () => {
  const cwd = temporary();
  const { exitCode, stdout } = await run(["a/my-blog", "--yes", "--dry-run"], { cwd });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Would write \d+ files to a\/my-blog:\n\n {2}\.backend-starter\.json\n/);
  expect(stdout).toContain("  package.json\n");
  expect(stdout).toMatch(/nothing was written\.\n?$/);
  expect(names(cwd)).toEqual([]);
});

test("--json prints the result as one document", async () => {
  const cwd = temporary();
  const { exitCode, stdout, stderr } = await run(["my-blog", "--yes", "--json", "--title", "T"], { cwd });
  expect([exitCode, stderr]).toEqual([0, ""]);
  const told = JSON.parse(stdout) as Record<string, unknown>;
  expect(Object.keys(told)).toEqual(["format", "status", "directory", "name", "title", "idea", "language", "resources", "files", "git", "install", "github", "next"]);
  expect(told).toMatchObject({
    format: 1, status: "created", directory: join(cwd, "my-blog"), name: "my-blog", title: "T", idea: "blog", language: "ts",
    git: { status: "committed", branch: "main" }, install: { status: "skipped" },
  });
  expect(told.files).toContain("package.json");
  expect((told.next as string[]).slice(0, 2)).toEqual(["cd my-blog", "npm install"]);
});

test("--language js creates the project without any TypeScript file", async () => {
  const cwd = temporary();
  const { stdout } = await run(["my-api", "--idea", "api", "--language", "js", "--yes", "--json"], { cwd });
  const { language, files } = JSON.parse(stdout) as { language: string; files: string[] };
  expect([language, files.includes("src/app.js"), files.filter((path) => /\.ts$|tsconfig/.test(path))]).toEqual(["js", true, []]);
});

test("--json prints the plan of a dry run as one document", async () => {
  const cwd = temporary();
  const { stdout } = await run(["my-blog", "--yes", "--json", "--dry-run", "--no-git", "--install"], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ format: 1, status: "planned", git: { status: "skipped" }, install: { status: "planned" } });
  expect(names(cwd)).toEqual([]);
});

test.each([
  [["--json", "--nonsense"], 2],
  [["my-blog", "--json"], 2],
  [["my-blog", "--yes", "--json", "--license", "MTI"], 1],
])("--json prints a refusal as one document: %j", async (args, code) => {
  const { exitCode, stdout, stderr } = await run(args, { cwd: temporary() });
  const told = JSON.parse(stdout) as { error: string };
  expect(told).toEqual({ format: 1, status: "refused", error: stderr.trim() });
  expect(exitCode).toBe(code);
});

test.each([
  [["x1", "--yes", "--idea", "apy"], "Did you mean api?"],
  [["x1", "--yes", "--idea", "blog", "--resource", "book title:string"], "The idea blog has its own resources."],
  [["x1", "--yes", "--with", "ci", "--without", "ci"], "both requested and refused"],
  [["x1", "--yes", "--with", "dokcer"], "Did you mean docker?"],
  [["x1", "--yes", "--license", "non"], "Did you mean none?"],
  [["x1", "--yes", "--language", "jsx"], "Did you mean js?"],
  [["x1", "--yes", "--owner", "a b"], "cannot be a GitHub user"],
  [["x1", "--yes", "--resource", "book title:strng"], "string"],
  [["x1", "--yes", "--resource", "book author:ref(nobody)"], "nobody"],
  [["x1", "--yes", "--title", "a\u0007b"], "control character"],
  [["con", "--yes"], "reserved by Windows"],
  [["项目", "--yes"], "No package name"],
])("%j is refused in one sentence, and nothing is written", async (args, sentence) => {
  const cwd = temporary();
  const { exitCode, stdout, stderr } = await run(args, { cwd });
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stdout).toBe("");
  expect(exitCode).toBe(1);
  expect(names(cwd)).toEqual([]);
});

test("a non-empty folder is refused, naming its content", async () => {
  const cwd = temporary();
  writeFileSync(join(cwd, "mine.txt"), "");
  const { exitCode, stderr } = await run([".", "--yes"], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('is not empty: it holds "mine.txt". Choose a new or an empty folder.');
  expect(names(cwd)).toEqual(["mine.txt"]);
});

test("the same answers produce the same bytes", async () => {
  const cwd = temporary();
  await run(["a/my-blog", "--yes", "--no-git"], { cwd });
  await run(["b/my-blog", "--yes", "--no-git"], { cwd });
  const tracked = (await git(cwd, "diff", "--no-index", "--stat", "a", "b")).trim();
  expect(tracked).toBe("");
});

test("--install installs in the new folder, and the printed commands leave it out", async () => {
  const cwd = temporary();
  const env = cleanEnvironment();
  env.PATH = `${programs({ npm: 'echo "$@" > installed.txt' })}:${env.PATH}`;
  const { exitCode, stdout } = await run(["my-blog", "--yes", "--install"], { cwd, env });
  expect(exitCode).toBe(0);
  expect(readFileSync(join(cwd, "my-blog", "installed.txt"), "utf8")).toBe("install\n");
  expect(stdout).toContain("✔ Ran npm install\n");
  expect(stdout).not.toContain("  npm install\n");
});

test("a failed install keeps the project, prints npm's last lines and the next commands, and exits with 3", async () => {
  const cwd = temporary();
  const env = cleanEnvironment();
  env.PATH = `${programs({ npm: 'echo "npm error network down" >&2; exit 7' })}:${env.PATH}`;
  const { exitCode, stdout } = await run(["my-blog", "--yes", "--install"], { cwd, env });
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/npm install failed: the project is complete, but without its dependencies\. Its output:\n\n {2}npm error network down\n\n {2}`node \S+bin\.cjs doctor` can find the cause\.\n/);
  expect(stdout).toContain("  cd my-blog\n  npm install\n");
  expect(await git(join(cwd, "my-blog"), "status", "--short")).toBe("");
});

test("a missing npm counts as a failed install", async () => {
  const cwd = temporary();
  const env = { ...cleanEnvironment(), PATH: "/nonexistent" };
  const { exitCode, stdout } = await run(["my-blog", "--yes", "--install", "--json"], { cwd, env });
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ status: "unfinished", git: { status: "missing" }, install: { status: "failed", problem: "npm is not installed" } });
});

test.each([
  ["ENOTFOUND", "The server that holds the packages cannot be reached."],
  ["ENOSPC", "The disk is full. Free some space."],
  ["EACCES", "Make your user the owner of the folder that it names."],
  ["SELF_SIGNED_CERT_IN_CHAIN", "NODE_EXTRA_CA_CERTS"],
])("a failed install with %s is reported with its fix and without a stack", async (code, fix) => {
  const env = cleanEnvironment();
  env.PATH = `${programs({ npm: `echo "npm error code ${code}"; echo "npm error     at Socket.emit (node:net:1:1)"; exit 1` })}:${env.PATH}`;
  const { stdout } = await run(["my-blog", "--yes", "--install"], { cwd: temporary(), env });
  expect(stdout).toContain(fix);
  expect(stdout).not.toContain("node:net");
});

test("--help shows the command in use, and --version the version of package.json", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
  const cwd = temporary();
  const help = await run(["--help"], { cwd });
  expect(help.exitCode).toBe(0);
  expect(help.stdout).toMatch(/^Usage: node \S+bin\.cjs \[folder\] \[flags\]\n/);
  expect(help.stdout.replaceAll(bin, "bin.cjs").split("\n").filter((line) => line.length > 120)).toEqual([]);
  expect(await run(["-v"], { cwd })).toEqual({ exitCode: 0, stdout: version, stderr: "" });
});

test("--help and --version load neither plop nor inquirer", async () => {
  const env = { ...cleanEnvironment(), NODE_DEBUG: "module,esm" };
  for (const flag of ["--help", "--version"]) {
    const { stderr } = await run([flag], { cwd: temporary(), env });
    expect(stderr).not.toMatch(/inquirer|node-plop|handlebars/);
  }
});

test("a closed stdout (as of `| true`) is not an error, and the project is created", async () => {
  const cwd = temporary();
  const line = `"$0" "$1" my-blog --yes | true; ls my-blog/package.json`;
  const { stdout, stderr } = await execa("sh", ["-c", line, process.execPath, bin], { cwd, env: cleanEnvironment(), extendEnv: false });
  expect([stdout, stderr]).toEqual(["my-blog/package.json", ""]);
});

test.skipIf(process.platform !== "linux").each([
  ["my-blog --yes --json", 3, "Everything was written, but the output is lost: ENOSPC"],
  ["my-blog --yes", 3, "Everything was written, but the output is lost: ENOSPC"],
  ["my-blog --yes --dry-run", 1, "The output is lost: ENOSPC"],
  ["--help", 1, "The output is lost: ENOSPC"],
  ["doctor --json", 1, "The output is lost: ENOSPC"],
  ["publish --json", 1, "holds no .backend-starter.json"],
])("output that cannot be written (ENOSPC) is reported: %s", async (args, code, sentence) => {
  const cwd = temporary();
  const shell = async (line: string) => execa("sh", ["-c", `exec "$0" "$1" ${args} ${line}`, process.execPath, bin], { cwd, env: cleanEnvironment(), extendEnv: false, reject: false });
  const { exitCode, stderr } = await shell("> /dev/full");
  expect(stderr).toContain(sentence);
  expect([exitCode, existsSync(join(cwd, "my-blog/.git"))]).toEqual([code, code === 3]);
  rmSync(join(cwd, "my-blog"), { recursive: true, force: true });
  expect((await shell("> /dev/full 2>&1")).exitCode).toBe(code);
});

test("a deleted current folder is reported", async () => {
  const line = 'mkdir x && cd x && rmdir ../x && exec "$0" "$1" --yes';
  const { exitCode, stderr } = await execa("sh", ["-c", line, process.execPath, bin], { cwd: temporary(), env: cleanEnvironment(), extendEnv: false, reject: false });
  expect([exitCode, stderr]).toEqual([1, "The current folder no longer exists. Change to an existing folder."]);
});

test("flags consumed by npm are listed, with the fix to put -- before them", async () => {
  const cwd = temporary();
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ scripts: { start: `"${process.execPath}" "${bin}"` } }));
  const options = { cwd, env: cleanEnvironment(), extendEnv: false, reject: false, stdin: "ignore" } as const;
  const { exitCode, stderr } = await execa("npm", ["start", "--silent", "my-blog", "--title", "Foo", "--yes"], options);
  expect(stderr).toContain('Only one folder can be given, and "Foo" is a second one. npm consumed --title, --yes: put -- before our flags');
  expect(exitCode).toBe(2);
  expect((await execa("npm", ["start", "--silent", "--", "my-blog", "--yes"], options)).exitCode).toBe(0);
});

test("--with and --without choose options, without leaving files of the options' own in the project", async () => {
  const cwd = temporary();
  const filesWith = async (...args: string[]) => (JSON.parse((await run(["my-blog", "--yes", "--json", "--dry-run", ...args], { cwd })).stdout) as { files: string[] }).files;
  expect(await filesWith()).toEqual(expect.arrayContaining(["Dockerfile", "compose.yaml", ".dockerignore", ".github/workflows/ci.yml"]));
  const other = await filesWith("--with", "deploy,community", "--with", "devcontainer", "--without", "docker");
  expect(other).toEqual(expect.arrayContaining(["render.yaml", "CODE_OF_CONDUCT.md", ".devcontainer/devcontainer.json"]));
  expect(other.filter((file) => /docker(?!\/)|compose|option\.json/i.test(file))).toEqual([]);
});
