// Create report: what `create` says and documents for each outcome of its steps.
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Order } from "../../src/commands/create/create-order.ts";
import { codeFor, nothingYet, type Outcome } from "../../src/commands/create/create-outcome.ts";
import { reportMade, reportPlan, reportPlurals } from "../../src/commands/create/create-report.ts";
import type { Project } from "../../src/project/project.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { missing } from "../../src/system/fixes.ts";
import { environmentForEach, told } from "../support/in-process.ts";
import { cleanEnvironment } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const draft = new Map([["src/b.ts", ""], ["README.md", ""], ["src/a.ts", ""]]);
const path = join(process.cwd(), "my-blog");
const next = ["\nNext:\n", "  cd my-blog"];
const steps = ["  npm install", "  npm run dev", "\nThen open http://localhost:3000"];
const publish = "  node ../dist/bin.cjs publish";

interface Parts extends Partial<Pick<Order, "namesResources" | "git" | "install" | "publication">> {
  resources?: string[];
  target?: Partial<Order["target"]>;
}

function orderOf({ resources = ["book title:string"], target = {}, ...more }: Parts = {}): Order {
  const project = {
    answers: { name: "my-blog", title: "My Blog", idea: "blog", language: "ts" }, resources: resources.map(parseResource),
    manager: { install: "npm install", steps: ["npm run dev"] }, stack: { address: "http://localhost:3000" },
  } as unknown as Project;
  return { project, target: { path, exists: false, ...target }, namesResources: false, git: true, gitAsked: false, install: false, ...more };
}

const outcomeOf = (more: Partial<Outcome> = {}): Outcome => ({ ...nothingYet(), ...more });
const made = (outcome: Partial<Outcome> = {}, parts: Parts = {}) => told((terminal) => reportMade({ order: orderOf(parts), draft, outcome: outcomeOf(outcome), terminal }));
const plan = (parts: Parts = {}) => told((terminal) => reportPlan({ order: orderOf(parts), draft, terminal }));
const plurals = (parts: Parts) => told((terminal) => reportPlurals({ order: orderOf(parts), terminal })).text;

const skipped = { status: "skipped" };
const document = {
  format: 1, directory: path, name: "my-blog", title: "My Blog", idea: "blog", language: "ts", resources: [{ name: "book", plural: "books" }],
  files: ["README.md", "src/a.ts", "src/b.ts"], github: skipped, leftovers: undefined, warning: undefined,
};

test("resources of an idea are not shown, and named ones are with who can do what", () => {
  expect(plurals({})).toBe("");
  expect(plurals({ namesResources: true, resources: ["reading-list at:date"] })).toBe([
    "Resources and their plurals: reading-list/reading-lists", "Who can do what:",
    "  reading-lists  without login: read; signed in: read, create; owner: read, create, change, delete",
  ].join("\n"));
  expect(plurals({ namesResources: true, resources: ["reading-list:admin at:date", "note:private text:text"] })).toBe([
    "Resources and their plurals: reading-list/reading-lists, note/notes", "Who can do what:",
    "  reading-lists  without login: read; signed in: read; owner: read; admin: read, create, change, delete",
    "  notes          without login: nothing; signed in: create; owner: read, create, change, delete; admin: create",
  ].join("\n"));
});

test("a plan lists the files in order", () => {
  const said = plan();
  expect(said.text).toBe("Would write 3 files to my-blog:\n\n  README.md\n  src/a.ts\n  src/b.ts\n\nThis was a dry run: nothing was written.");
  expect(said.document).toEqual({
    ...document, status: "planned", git: { status: "planned" }, install: skipped, next: ["cd my-blog", "npm install", "npm run dev"],
  });
});

test("a plan without Git, with an install and a publication documents them", () => {
  const publication = { url: "https://github.com/ann/my-blog" } as Order["publication"];
  const said = plan({ git: false, install: true, publication, target: { warning: "It is on a slow disk." } });
  expect(said.text.split("\n").slice(-4)).toEqual(["", "Would publish it to https://github.com/ann/my-blog", "", "This was a dry run: nothing was written."]);
  expect(said.document).toMatchObject({ git: skipped, install: { status: "planned" }, github: { status: "planned", url: "https://github.com/ann/my-blog" }, warning: "It is on a slow disk." });
});

const committed: Outcome["git"] = { status: "committed", branch: "trunk" };

test("a project with its commit is reported with the way to GitHub", () => {
  const said = made({ git: committed });
  expect(said.text).toBe([
    "✔ Wrote 3 files to my-blog", "✔ Made the first commit on trunk", ...next, ...steps, "\nTo put it on GitHub, from this folder: npm start -- publish my-blog",
  ].join("\n"));
  expect(said.document).toEqual({ ...document, status: "created", git: committed, install: skipped, next: ["cd my-blog", "npm install", "npm run dev"] });
});

test("a clone is pushed to its own remote, and one without a remote is put on GitHub", () => {
  const last = (origin: string | undefined) => made({ git: committed }, { target: { repo: { branch: "trunk", origin } } }).text.split("\n").at(-1);
  expect(last("git@github.com:ann/my-blog.git")).toBe("To push it to the remote of this clone: git push");
  expect(last(undefined)).toBe("To put it on GitHub, from this folder: npm start -- publish my-blog");
});

test("one file is one, and in the current folder no command goes to it", () => {
  const { text } = told((terminal) => reportMade({ order: orderOf({ target: { path: process.cwd() } }), draft: new Map([["a", ""]]), outcome: outcomeOf(), terminal }));
  expect(text).toBe(["✔ Wrote 1 file to .", "\nNext:\n", ...steps].join("\n"));
});

test.each<[string, Partial<Outcome>, string[], string[]]>([
  ["no Git", {}, [], []],
  ["a commit in another repository", { git: { status: "inside", workTree: "/home/ann" } }, ["! Created no Git repository: the folder is part of /home/ann"], []],
  ["an unknown user", { git: { status: "anonymous", finish: ["git commit"] } }, ["! Created a Git repository without a commit: Git does not know who you are; the commands below set this and commit"], ["  git commit"]],
  ["a commit that failed", { git: { status: "failed", problem: "A hook\nrefused.", finish: ["git commit"] } }, ["! Git did not make the first commit; the commands below try again. Its output:\n\n  A hook\n  refused."], ["  git commit"]],
])("%s is reported with the commands that are left", (_, outcome, lines, commands) => {
  expect(made(outcome).text).toBe(["✔ Wrote 3 files to my-blog", ...lines, ...next, ...commands, ...steps].join("\n"));
});

test("without Git, the report says how it is installed", () => {
  const { commands, advice } = missing("git");
  const how = commands.length > 0 ? "the commands below install it and create one" : `${advice} Then the commands below create one`;
  expect(made({ git: { status: "missing", finish: ["git init"] } }).text).toContain(`\n! Created no Git repository: Git is not installed; ${how}\n`);
});

test.each<[string, Partial<Outcome>, string, boolean]>([
  ["a publication", { git: committed, github: { status: "published", url: "https://github.com/ann/my-blog", visibility: "public" } }, "✔ Published to https://github.com/ann/my-blog (public)", false],
  ["one without a commit", { github: { status: "waiting" } }, "! Not published to GitHub: there is no commit yet", true],
  ["one in another repository", { git: { status: "inside", workTree: "/home/ann" }, github: { status: "waiting" } }, "! Not published to GitHub: it is part of another repository", false],
  ["one that was stopped", { git: committed, github: { status: "stopped" } }, "! Stopped before publishing to GitHub: the local project is complete", true],
  ["one that failed", { git: committed, github: { status: "failed", problem: "GitHub is away." } }, "! Not published to GitHub, but the local project is complete. GitHub is away.", true],
])("%s is reported, and publish is the next command if it can be", (_, outcome, line, again) => {
  const { text } = made(outcome);
  expect(text.split("\n").filter((each) => /ublish(ed|ing) to/.test(each))).toEqual([line]);
  expect(text.split("\n").includes(publish)).toBe(again);
  expect(text).not.toContain("To put it on GitHub");
});

test.each<[string, Outcome["install"], string[], string[]]>([
  ["done", { status: "done" }, ["✔ Ran npm install"], ["  npm run dev"]],
  ["stopped", { status: "stopped" }, ["! Stopped npm install: the project is complete, but without its dependencies"], ["  npm install", "  npm run dev"]],
  ["failed", { status: "failed", problem: "No.\nNever." }, ["! npm install failed: the project is complete, but without its dependencies. Its output:\n\n  No.\n  Never.\n\n  `npm start -- doctor` can find the cause."], ["  npm install", "  npm run dev"]],
  ["failed for a known reason", { status: "failed", problem: "ENOSPC", fix: { problem: "The disk is full", advice: "Free some space.", commands: [] } }, ["! npm install failed: the project is complete, but without its dependencies. Its output:\n\n  ENOSPC\n\n  The disk is full. Free some space."], ["  npm install", "  npm run dev"]],
  ["failed without its program", { status: "failed", problem: "npm is not installed", fix: { problem: "npm is not installed", advice: "Install it.", commands: ["apt install npm"] } }, ["! npm install failed: the project is complete, but without its dependencies. npm is not installed. Install it."], ["  apt install npm", "  npm install", "  npm run dev"]],
])("an install that is %s is reported with the commands that are left", (_, install, lines, commands) => {
  expect(made({ install }).text).toBe(["✔ Wrote 3 files to my-blog", ...lines, ...next, ...commands, "\nThen open http://localhost:3000"].join("\n"));
});

test("what an interrupted run left is documented if there is any", () => {
  for (const leftovers of [{ removed: ["a"], left: [] }, { removed: [], left: ["b"] }]) expect(made({ leftovers }).document).toMatchObject({ leftovers });
  expect(made().document).toMatchObject({ leftovers: undefined });
});

test("a project is unfinished if a requested step failed", () => {
  const code = (outcome: Partial<Outcome>) => codeFor(outcomeOf(outcome));
  const failed = { status: "failed", problem: "" } as const;
  for (const outcome of [{ install: failed }, { github: failed }, { git: { ...failed, finish: [] } }, { install: { status: "stopped" } as const }, { github: { status: "waiting" } as const }]) {
    expect(code(outcome)).toBe(3);
    expect(made(outcome).document).toMatchObject({ status: "unfinished" });
  }
  const open: Outcome["git"][] = [{ status: "missing", finish: [] }, { status: "anonymous", finish: [] }, { status: "inside", workTree: "" }];
  expect(open.map((git) => [code({ git }), code({ git, gitAsked: true })])).toEqual([[0, 3], [0, 3], [0, 3]]);
  expect([code({}), code({ gitAsked: true, git: committed, install: { status: "done" } })]).toEqual([0, 0]);
});
