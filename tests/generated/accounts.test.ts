// Account commands: `user:add` and `user:role` of generated projects, run as their owner runs them.
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { startRoomyApp } from "../support/app.ts";
import { beginnersEnvironment } from "../support/clean-environment.ts";
import { ask } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { hasTmux, openPane } from "../support/pane.ts";
import { hasPostgres, newDatabase, sql } from "../support/postgres.ts";
import { javaScriptRepos, repoNames, type RepoName } from "../support/repos.ts";
import { demo, Visitor } from "../support/visitor.ts";

const password = "correct horse battery";
const sample: RepoName[] = ["blog", "bookshelf in JavaScript"];
const whole = process.env.TEST_ALL === "1";
const projects = whole ? [...repoNames, ...javaScriptRepos] : sample;
const rolesOf = { blog: ["author", "member"], bookshelf: [] };

describe.each(projects)("In the project %s", (name) => {
  const hasPages = name.includes("blog");
  const roles = rolesOf[hasPages ? "blog" : "bookshelf"];
  const repo = seededRepoForThisFile(name);

  /** The exit code and the last line of a script that gets this input. */
  async function typed(words: string[], { input = "", env = {} }: { input?: string; env?: Record<string, string> }): Promise<[number | undefined, string]> {
    const options = { cwd: repo, env: beginnersEnvironment({ PASSWORD_COST: "16", ...env }), extendEnv: false, reject: false, all: true };
    const { exitCode, all } = await execa("npm", ["run", "--silent", ...words], { ...options, input });
    return [exitCode, String(all).trim().split("\n").at(-1) ?? ""];
  }

  test.each(["inside the app", ...(hasPostgres() ? ["on a server"] : [])])("`user:add` creates accounts in the database %s while registration is closed", async (place) => {
    const env: Record<string, string> = place === "on a server" ? { DATABASE_URL: await newDatabase() } : {};
    const add = (email: string, ...more: string[]) => typed(["user:add", "--", email, ...more], { input: `${password}\n`, env });
    const withRole = (role = "") => (role === "" ? "" : ` with the role ${role}`);
    expect(await add("Ann@example.com")).toEqual([0, `Created the account ann@example.com${withRole(roles[0])}.`]);
    expect(await add("bob@example.com", "Bob B")).toEqual([0, `Created the account bob@example.com${withRole(roles[1])}.`]);
    expect(await add("bob@example.com")).toEqual([1, "email: This value is already taken."]);

    const app = await startRoomyApp(repo, { env: { ...env, REGISTRATION: "closed" } });
    const form = { name: "Eve", email: "eve@example.com", password };
    const visitor = new Visitor(app);
    if (hasPages) {
      expect((await visitor.post("/register", form)).status).toBe(403);
      expect((await visitor.post("/login", { email: "ann@example.com", password })).status).toBe(303);
      expect((await visitor.get("/write")).status).toBe(200);
    } else {
      expect((await ask(app, "POST /api/auth/register", { body: form })).body).toMatchObject({ status: 403, detail: expect.stringContaining("closed") as string });
      expect((await ask(app, "POST /api/auth/login", { body: { email: "ann@example.com", password } })).status).toBe(200);
    }
    await app.stop();
  });

  // Each opens a database, so one project stands for both.
  test.runIf(whole || name === "blog").each([
    [["user:add"], "", "Add an email address: npm run user:add -- ann@example.com"],
    [["user:add", "--", "nobody"], `${password}\n`, "email: Enter an email address."],
    [["user:add", "--", "cas@example.com"], "short\n", "password: At least 8 characters."],
    [["user:add", "--", "cas@example.com"], "", "password: Required."],
    [["user:add", "--", "cas@example.com", "Cas", "x".repeat(100)], `${password}\n`, "name: At most 100 characters."],
  ])("%j with the input %j is refused: exit code 1 and one sentence", async (words, input, sentence) => {
    const env: Record<string, string> = hasPostgres() ? { DATABASE_URL: await newDatabase() } : {};
    expect(await typed(words, { input, env })).toEqual([1, sentence]);
  });

  test.runIf(roles.length > 0)("`user:role` sets and changes a role, and refuses unknown roles and unknown accounts", async () => {
    const env: Record<string, string> = hasPostgres() ? { DATABASE_URL: await newDatabase() } : {};
    await typed(["user:add", "--", "dan@example.com"], { input: `${password}\n`, env });
    const role = (...words: string[]) => typed(["user:role", "--", ...words], { env });
    for (const each of ["member", "author"]) expect(await role(" Dan@Example.com", each)).toEqual([0, `The account dan@example.com has the role ${each}.`]);
    expect(await role("dan@example.com", "king")).toEqual([1, '"king" is not a role. Use one of these: member, author.']);
    expect(await role("nobody@example.com", "author")).toEqual([1, "No account has the address nobody@example.com."]);
    const [exitCode, sentence] = await typed(["user:role", "--", "dan@example.com", "author"], { env: { DATABASE_URL: "postgres://app@127.0.0.1:1/gone" } });
    expect([exitCode, sentence]).toEqual([1, expect.stringMatching(/^The database at DATABASE_URL cannot be reached: /)]);
  });

  test.runIf(hasTmux && hasPostgres())("a password typed in a terminal is not echoed", async () => {
    const env = beginnersEnvironment({ PASSWORD_COST: "16", DATABASE_URL: await newDatabase() });
    const [program = "", ...before] = name.includes("JavaScript") ? ["src/commands.js"] : ["--import", "tsx", "src/commands.ts"];
    const pane = await openPane({ program, args: [...before, "user:add", "eve@example.com"], cwd: repo, env });
    await pane.shows("It is not shown.");
    await pane.type(password);
    await pane.press("Enter");
    const { exitCode, screen } = await pane.ends();
    expect([exitCode, screen]).toEqual([0, expect.stringContaining("Created the account eve@example.com")]);
    expect(screen).not.toContain("horse");
  });

  test.runIf(roles.length > 0 && hasPostgres())("the seeded demo account gets the role author in development only", async () => {
    for (const [NODE_ENV, role] of [["development", "author"], ["production", "member"]] as const) {
      const DATABASE_URL = await newDatabase();
      expect((await typed(["db:seed"], { env: { NODE_ENV, DATABASE_URL } }))[0]).toBe(0);
      expect(await sql(DATABASE_URL, `select role from users where email = '${demo.email}'`)).toEqual([[role]]);
    }
  });

  test.runIf(roles.length === 0)("`user:role` fails in a project without roles", async () => {
    expect((await typed(["user:role"], {}))[0]).not.toBe(0);
  });
});
