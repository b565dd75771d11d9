// Command `doctor`: its findings on machines on which something is missing.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { missing } from "../../src/system/fixes.ts";
import { deadPid, doctor, environment, usualPrograms } from "../support/machine.ts";
import { ann, cleanEnvironment, names, run, temporary } from "../support/sandbox.ts";

test("a machine with everything is ready, each check prints one line, and nothing is changed", async () => {
  const cwd = temporary();
  const { exitCode, stdout, stderr } = await run(["doctor"], { cwd, env: environment({}) });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("✔ npm 11.1.0\n");
  expect(stdout).toContain("✔ Git knows who you are\n! gh is not logged in to GitHub\n✔ This folder is writable\n");
  expect(stdout).toContain("✔ No database server is needed: the app has its own\n");
  expect(stdout).toContain("\ngh is not logged in to GitHub. Log in. Only publishing needs it; a token in GITHUB_TOKEN works too.\n  gh auth login\n");
  expect(stdout).toMatch(/\nChecked 9 things: nothing required is missing, 1 worth knowing\.$/);
  expect(names(cwd)).toEqual([]);
});

test.each(["npm", "git"] as const)("without %s it fails, with the same texts as other commands", async (program) => {
  const path = Object.fromEntries(Object.entries(usualPrograms).filter(([name]) => name !== program));
  const { exitCode, status, checks } = await doctor({ cwd: temporary(), path });
  expect([exitCode, status]).toEqual([1, "incomplete"]);
  expect(checks[program]).toEqual({ id: program, ...missing(program), status: "missing" });
});

test("without Git the user's identity is not checked", async () => {
  const { checks } = await doctor({ cwd: temporary(), path: { npm: usualPrograms.npm } });
  expect(Object.keys(checks)).not.toContain("identity");
});

test("without gh it succeeds with a note", async () => {
  const { exitCode, checks } = await doctor({ cwd: temporary(), path: { npm: usualPrograms.npm, git: usualPrograms.git } });
  expect(checks.github).toMatchObject({ status: "note", problem: "gh, GitHub's command line, is not installed", commands: missing("gh").commands });
  expect(exitCode).toBe(0);
});

test.each([
  ["a login", "echo Logged in; exit 0", "fine"],
  ["a login that GitHub does not confirm", 'echo "X github.com: authentication failed" >&2; exit 1', "note"],
])("gh with %s", async (_, gh, status) => {
  expect((await doctor({ cwd: temporary(), path: { ...usualPrograms, gh } })).checks.github?.status).toBe(status);
});

test("a program that fails to run is reported with its last output", async () => {
  const { exitCode, checks } = await doctor({ cwd: temporary(), path: { ...usualPrograms, npm: "echo a; echo cannot find module >&2; exit 1" } });
  expect(checks.npm?.problem).toBe("npm does not run: cannot find module");
  expect(exitCode).toBe(1);
});

test.each([
  ["no settings", "", ["user.name", "user.email"]],
  ["no email address", "[user]\n\tname = Ann\n", ["user.email"]],
])("a Git with %s of the user is reported, with the commands that set it", async (_, settings, keys) => {
  const { exitCode, checks } = await doctor({ cwd: temporary(), settings });
  expect(checks.identity?.problem).toBe("Git does not know who you are");
  expect(checks.identity?.commands?.map((line) => line.split(" ")[3])).toEqual(keys);
  expect(exitCode).toBe(1);
});

test("the package manager that runs the command is checked, and npm becomes optional", async () => {
  const { exitCode, checks } = await doctor({ cwd: temporary(), path: { git: usualPrograms.git, pnpm: "echo 10.1.0" }, env: { npm_config_user_agent: "pnpm/10.1.0 npm/? node/v24.0.0 linux x64" } });
  expect(checks.manager).toMatchObject({ status: "fine", says: "pnpm 10.1.0" });
  expect(checks.npm?.status).toBe("note");
  expect(exitCode).toBe(0);
});

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { server, port: (server.address() as AddressInfo).port };
}

test("a port in use is reported with its process, with PORT from the environment or from .env", async () => {
  const { port } = await listening();
  const { exitCode, checks } = await doctor({ cwd: temporary(), env: { PORT: String(port) } });
  const who = process.platform === "linux" ? `by .* \\(${process.pid}\\)` : "";
  expect(checks.port?.problem).toMatch(new RegExp(`^Port ${port} is taken ${who}`));
  expect(checks.port?.advice).toBe("Stop that program, or set another PORT in .env.");
  expect(exitCode).toBe(0);
  const cwd = temporary();
  writeFileSync(join(cwd, ".env"), `PORT=${port}\n`);
  expect((await doctor({ cwd, env: { PORT: "" } })).checks.port?.problem).toContain(`Port ${port} is taken`);
});

test("an invalid PORT is reported", async () => {
  expect((await doctor({ cwd: temporary(), env: { PORT: "web" } })).checks.port?.problem).toBe("PORT is \"web\", which is not a port number");
});

test.skipIf(process.platform !== "linux")("a folder that is not writable even for root is reported", async () => {
  const { exitCode, checks } = await doctor({ cwd: "/proc" });
  expect(checks.folder?.problem).toMatch(/^Cannot write in this folder: .* \(E[A-Z]+\)$/);
  expect(exitCode).toBe(1);
});

async function repo(): Promise<string> {
  const cwd = temporary();
  await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(ann) });
  return join(cwd, "my-blog");
}

test("missing packages of a new project are reported until they are installed", async () => {
  const cwd = await repo();
  expect((await doctor({ cwd })).checks.packages).toMatchObject({ status: "missing", commands: ["npm install"] });
  mkdirSync(join(cwd, "node_modules", "x"), { recursive: true });
  expect((await doctor({ cwd })).checks.packages?.status).toBe("fine");
});

test("a project in production without DATABASE_URL is reported", async () => {
  const cwd = await repo();
  expect((await doctor({ cwd })).checks.database?.status).toBe("fine");
  writeFileSync(join(cwd, ".env"), "NODE_ENV=production\n");
  expect((await doctor({ cwd })).checks.database).toMatchObject({ status: "missing", problem: "DATABASE_URL is not set, and in production the app needs a database server" });
});

test("a database in use by a running app is reported, and a lock of a killed app is ignored", async () => {
  const cwd = await repo();
  mkdirSync(join(cwd, ".data"));
  writeFileSync(join(cwd, ".data", "lock"), String(process.pid));
  const { checks } = await doctor({ cwd });
  expect(checks.lock).toMatchObject({ status: "note", problem: `The app's own database is in use by process ${process.pid}, probably your \`npm run dev\`` });
  writeFileSync(join(cwd, ".data", "lock"), String(await deadPid()));
  expect((await doctor({ cwd })).checks.lock?.status).toBe("fine");
  rmSync(join(cwd, ".data"), { recursive: true });
  expect((await doctor({ cwd })).checks.lock?.status).toBe("fine");
});

test("the templates put the lock of the database where doctor looks for it", async () => {
  const cwd = await repo();
  const files = readdirSync(join(cwd, "src/database"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
  const found = texts.flatMap((text) => [...text.matchAll(/join\([\w.]+, "(?:[^"]*\.data|lock)"\)/g)].map(([call]) => call));
  expect([...new Set(found)].sort()).toEqual(['join(folder, "lock")', 'join(import.meta.dirname, "../../.data")']);
});

test("a folder with an unreadable receipt is not treated as a project, without an error", async () => {
  const cwd = temporary();
  writeFileSync(join(cwd, ".backend-starter.json"), "{");
  const { exitCode, checks } = await doctor({ cwd });
  expect([exitCode, checks.packages]).toEqual([0, undefined]);
});

test("Ctrl-C stops it (exit code 130)", async () => {
  const cwd = temporary();
  const child = execa(process.execPath, [join(import.meta.dirname, "../../dist/bin.cjs"), "doctor"], {
    cwd, env: environment({ path: { ...usualPrograms, gh: "touch started; exec /bin/sleep 60", touch: 'exec /usr/bin/touch "$@"' } }), extendEnv: false, reject: false,
  });
  await expect.poll(() => names(cwd), { timeout: 30_000 }).toContain("started");
  child.kill("SIGINT");
  expect((await child).exitCode).toBe(130);
});
