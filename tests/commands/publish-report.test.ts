// Publish report: what `publish` says before and after it, and how a step that fails ends the run.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publishCommand } from "../../src/commands/publish/publish.ts";
import type { PublishOrder } from "../../src/commands/publish/publish-order.ts";
import { reportPublished, reportPublishPlan, type Done } from "../../src/commands/publish/publish-report.ts";
import type { Repo } from "../../src/github/repos.ts";
import type { Project } from "../../src/project/project.ts";
import type { Terminal } from "../../src/terminal.ts";
import { stopped, UserError } from "../../src/user-error.ts";
import { environmentForEach, recording, told } from "../support/in-process.ts";
import { writeIn } from "../support/marked-assignment.ts";
import { cleanEnvironment, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment(undefined, { PATH: programs({ git: 'test -e commits && exit 0; echo "A hook refused." >&2; exit 1' }) }));

const never = new AbortController().signal;
const url = "https://github.com/ann/my-blog";
const head = "a".repeat(40);

interface Parts {
  found?: Repo;
  branches?: [string, string][];
  changed?: string[];
  left?: string[];
  open?: boolean;
  folder?: string;
}

function orderOf({ found, branches = [], changed = [], left = [], open = false, folder = "/nowhere/my-blog" }: Parts = {}): PublishOrder {
  const host = { api: "", server: "https://github.com", name: "github.com" };
  const connection = { host, login: { token: "t", from: "gh" }, stop: never, pause: 0 };
  const publication = { connection, login: "ann", to: { owner: "ann", name: "my-blog" }, url, found, branches: new Map(branches) };
  const project = { name: "blog", description: "A blog.", topics: [], idea: { topics: [] }, stack: { topics: [] }, database: { topics: [] }, options: [], language: { title: "TypeScript" } } as unknown as Project;
  return { folder, project, repo: { branch: "trunk", head }, publication, public: open, links: { changed: new Map(changed.map((path) => [path, "new"])), left } };
}

const secret: Repo = { private: true, topics: ["api", "blog"] };
const there: Parts = { found: secret, branches: [["trunk", head]] };
const kept = { format: 1, directory: "/nowhere/my-blog", name: "blog", owner: "ann", url, branch: "trunk" };
const nothing: Done = { made: false, linked: false, pushed: false };
const dry = "\nThis was a dry run: nothing was done.";

test.each<[string, Parts, string[], object]>([
  ["a new private repository", { changed: ["README.md"] }, [`Would create the private repository ${url}`, "Would commit links to GitHub in README.md", `Would push trunk to ${url}`], { made: true, linked: true, pushed: true, visibility: "private", links: ["README.md"], left: [] }],
  ["a new public repository", { open: true }, [`Would create the public repository ${url}`, `Would push trunk to ${url}`], { made: true, linked: false, pushed: true, visibility: "public", links: [] }],
  ["a repository with everything", there, [`trunk is already on ${url}`], { ...nothing, visibility: "private" }],
  ["a private repository that was to be public", { ...there, open: true }, [`trunk is already on ${url}`], { ...nothing, visibility: "private" }],
  ["an older branch", { found: { ...secret, private: false }, branches: [["trunk", "b"]] }, [`Would push trunk to ${url}`], { made: false, linked: false, pushed: true, visibility: "public" }],
  ["another branch", { found: secret, branches: [["main", head]] }, [`Would push trunk to ${url}`], { pushed: true }],
  ["links alone", { ...there, changed: ["README.md", "package.json", "docs/a.md"], left: ["b.md"] }, ["Would commit links to GitHub in README.md, package.json and docs/a.md", `Would push trunk to ${url}`], { made: false, linked: true, pushed: true, left: ["b.md"] }],
])("the plan for %s says what is left to do", (_, parts, lines, document) => {
  const said = told((terminal) => reportPublishPlan({ order: orderOf(parts), done: nothing, terminal }));
  expect(said.text).toBe([...lines, dry].join("\n"));
  expect(said.document).toMatchObject({ ...kept, status: "planned", ...document });
});

test.each<[string, Parts, Partial<Done>, string[], object]>([
  ["everything", { found: secret, changed: ["README.md"] }, { made: true, linked: true, pushed: true }, ["✔ Created the private repository ann/my-blog, with 2 topics", "✔ Committed links to GitHub in README.md", `✔ Pushed trunk to ${url}`], { status: "published", visibility: "private", links: ["README.md"] }],
  ["a public repository with one topic", { found: { private: false, topics: ["api"] }, open: true }, { made: true, pushed: true }, ["✔ Created the public repository ann/my-blog, with 1 topic", `✔ Pushed trunk to ${url}`], { status: "published", visibility: "public" }],
  ["a repository without a push", { found: { private: true, topics: [] } }, { made: true }, ["✔ Created the private repository ann/my-blog, with 0 topics", `Nothing to do: trunk is up to date on ${url}.`], { status: "published" }],
  ["a push alone", there, { pushed: true }, [`✔ Pushed trunk to ${url}`], { status: "published" }],
  ["nothing", there, {}, [`Nothing to do: trunk is up to date on ${url}.`], { status: "unchanged", ...nothing }],
  ["links that found no place", { ...there, left: ["a.md", "b.md"] }, { pushed: true }, ["! Added no links to a.md and b.md: you changed the lines where they belong", `✔ Pushed trunk to ${url}`], { left: ["a.md", "b.md"] }],
  ["a private repository that was to be public", { ...there, open: true }, { pushed: true }, [`✔ Pushed trunk to ${url}`, `! It stays private: change that at ${url}/settings`], { visibility: "private" }],
  ["a public repository that was there", { ...there, found: { private: false, topics: [] } }, { pushed: true }, [`✔ Pushed trunk to ${url}`], { visibility: "public" }],
  ["no repository", {}, { made: true, pushed: true }, ["✔ Created the private repository ann/my-blog, with 0 topics", `✔ Pushed trunk to ${url}`], {}],
])("the report of %s says what was done", (_, parts, done, lines, document) => {
  const said = told((terminal) => reportPublished({ order: orderOf(parts), done: { ...nothing, ...done }, terminal }));
  expect(said.text).toBe(lines.join("\n"));
  expect(said.document).toMatchObject({ ...kept, ...document });
});

const asked = { public: false, dryRun: false };

/** Runs the actions. Work on GitHub succeeds without being done, or fails. */
async function publish(order: PublishOrder, { failing, stop = never }: { failing?: [doing: string, error: Error]; stop?: AbortSignal } = {}) {
  const { terminal, text, document } = recording();
  const during: Terminal["during"] = <T>(doing: string) => terminal.during<T>(doing, () => {
    if (failing !== undefined && doing.startsWith(failing[0])) return Promise.reject(failing[1]);
    if (doing.startsWith("Creating")) order.publication.found = secret;
    return Promise.resolve() as Promise<T>;
  });
  const command = publishCommand({ asked, terminal: { ...terminal, during }, stop });
  expect([command.description, command.exitCode()]).toEqual(["Puts a project on GitHub", 0]);
  for (const act of command.actions(order)) await act();
  return { text: text(), document: document() };
}

/** A folder with a README, in which Git commits or refuses to. */
function folderOf({ commits }: { commits: boolean }): string {
  const folder = temporary();
  writeIn(folder, { "README.md": "old", ...(commits && { commits: "" }) });
  return folder;
}

const readme = (folder: string) => readFileSync(join(folder, "README.md"), "utf8");

test("a new repository is created, gets its links and is pushed", async () => {
  const folder = folderOf({ commits: true });
  const { text, document } = await publish(orderOf({ folder, changed: ["README.md"] }));
  expect(text).toBe([
    `Creating ${url} ...`, `Pushing to ${url} ...`, "✔ Created the private repository ann/my-blog, with 2 topics", "✔ Committed links to GitHub in README.md", `✔ Pushed trunk to ${url}`,
  ].join("\n"));
  expect(document).toMatchObject({ status: "published", made: true, linked: true, pushed: true });
  expect(readme(folder)).toBe("new");
});

test("what is on GitHub already is not done again", async () => {
  expect(await publish(orderOf(there))).toMatchObject({ text: `Nothing to do: trunk is up to date on ${url}.`, document: { status: "unchanged", ...nothing } });
  expect((await publish(orderOf({ ...there, branches: [["trunk", "b"]] }))).text).toBe(`Pushing to ${url} ...\n✔ Pushed trunk to ${url}`);
});

test("links that were committed are pushed, whatever GitHub has", async () => {
  const { text } = await publish(orderOf({ ...there, folder: folderOf({ commits: true }), changed: ["README.md"] }));
  expect(text).toBe([`Pushing to ${url} ...`, "✔ Committed links to GitHub in README.md", `✔ Pushed trunk to ${url}`].join("\n"));
});

test("a commit that is refused takes its links back", async () => {
  const folder = folderOf({ commits: false });
  const says = 'Git did not make the commit "Add links to GitHub". It said: A hook refused.';
  await expect(publish(orderOf({ ...there, folder, changed: ["README.md"] }))).rejects.toMatchObject({ message: says, exitCode: 1 });
  expect(readme(folder)).toBe("old");
  await expect(publish(orderOf({ folder, changed: ["README.md"] }))).rejects.toMatchObject({ message: says, exitCode: 3 });
});

const away = new UserError("GitHub is away.");

test("a failure is unfinished after the first change, and before it is as it was", async () => {
  await expect(publish(orderOf(), { failing: ["Creating", away] })).rejects.toBe(away);
  await expect(publish(orderOf({ found: secret, branches: [["trunk", "b"]] }), { failing: ["Pushing", away] })).rejects.toBe(away);
  await expect(publish(orderOf(), { failing: ["Pushing", away] })).rejects.toMatchObject({ message: "GitHub is away.", exitCode: 3 });
  const linked = orderOf({ ...there, folder: folderOf({ commits: true }), changed: ["README.md"] });
  await expect(publish(linked, { failing: ["Pushing", away] })).rejects.toMatchObject({ message: "GitHub is away.", exitCode: 3 });
});

test("a bug stays a bug, and Ctrl-C says what stays", async () => {
  const bug = new TypeError("broken");
  await expect(publish(orderOf(), { failing: ["Pushing", bug] })).rejects.toBe(bug);
  await expect(publish(orderOf(), { stop: AbortSignal.abort(stopped()) })).rejects.toMatchObject({ message: "Stopped. Finished steps stay, and publish continues from there.", exitCode: 130 });
});

test("a dry run only reports, and an order is taken while GitHub is checked", async () => {
  const { terminal, text } = recording();
  const command = publishCommand({ asked: { ...asked, dryRun: true }, terminal, stop: never });
  const actions = command.actions(orderOf(there));
  for (const act of actions) await act();
  expect([actions.length, text()]).toEqual([1, `trunk is already on ${url}\n${dry}`]);
  await expect(command.prompts()).rejects.toThrow(`"${process.cwd()}" holds no .backend-starter.json. Go to the folder of a repo that create-backend-starter created.`);
  expect(text()).toMatch(/\nChecking GitHub \.\.\.$/);
});

test("a damaged receipt is refused as such", async () => {
  const folder = temporary();
  writeIn(folder, { ".backend-starter.json": "{}" });
  const command = publishCommand({ asked: { ...asked, directory: folder }, terminal: recording().terminal, stop: never });
  await expect(command.prompts()).rejects.toThrow("This is not a receipt");
});
