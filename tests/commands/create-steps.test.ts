// Steps of `create`: each action on its own, with what it says and documents.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CreateRequest } from "../../src/cli/request.ts";
import { createCommand } from "../../src/commands/create/create.ts";
import type { Order } from "../../src/commands/create/create-order.ts";
import type { Publication } from "../../src/github/publication.ts";
import type { Project } from "../../src/project/project.ts";
import { environmentForEach, recording } from "../support/in-process.ts";
import { writeIn } from "../support/marked-assignment.ts";
import { cleanEnvironment, names, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment(undefined, { PATH: programs({ make: "test ! -e fails || exit 2; echo made > made.txt" }) }));

const asked: CreateRequest = { github: false, public: false, yes: true, dryRun: false, json: false };

function orderOf(more: Partial<Order> = {}): Order {
  const project = {
    answers: { name: "my-blog", title: "My Blog", idea: "blog", language: "ts" }, resources: [], description: "A blog.",
    manager: { install: "make", steps: ["make run"] }, stack: { address: "http://localhost:3000", topics: [] }, idea: { topics: [] }, database: { topics: [] }, language: { title: "TypeScript" },
  } as unknown as Project;
  return { project, target: { path: join(temporary(), "my-blog"), exists: false }, namesResources: false, git: false, gitAsked: false, install: false, ...more };
}

const [clean, write, publish, install, report] = [2, 3, 4, 5, 6];

/** Runs some of the actions, and returns what they say before a report. */
async function run(order: Order, ...steps: number[]) {
  const { terminal, text, document } = recording();
  const command = createCommand({ asked, terminal, stop: new AbortController().signal });
  const actions = command.actions(order);
  for (const step of steps) await actions[step]?.();
  return { text: text(), document: document(), exitCode: command.exitCode(), count: actions.length, description: command.description };
}

test("what interrupted runs left is removed, and what only looks like it is left alone", async () => {
  const order = orderOf();
  const leftover = (mark: string) => join(order.target.path, `../.my-blog.backend-starter-99999999-0123abc${mark}`);
  mkdirSync(leftover("a"));
  writeIn(leftover("b"), { "mine.txt": "mine" });
  order.target.warning = "It is on a slow disk";
  const { text, document } = await run(order, clean, report);
  const lines = text.split("\n");
  expect(lines.slice(0, 3)).toEqual([
    '✔ Removed what an interrupted run had left: ".my-blog.backend-starter-99999999-0123abca"', "! It is on a slow disk",
    expect.stringMatching(/^! Left alone: ".my-blog.backend-starter-99999999-0123abcb" .*\. Remove it if nobody needs it$/),
  ]);
  expect(document).toMatchObject({ leftovers: { removed: [".my-blog.backend-starter-99999999-0123abca"], left: [expect.stringContaining("0123abcb")] } });
  expect([existsSync(leftover("a")), existsSync(leftover("b"))]).toEqual([false, true]);
});

test("where nothing was left, nothing is said", async () => {
  expect((await run(orderOf(), clean)).text).toBe("");
});

test("a publication waits for a commit, and without one nothing is published", async () => {
  const publication = { url: "https://github.com/ann/my-blog" } as Publication;
  const waiting = await run(orderOf({ publication }), publish, report);
  expect([waiting.exitCode, waiting.document]).toMatchObject([3, { status: "unfinished", github: { status: "waiting" } }]);
  const none = await run(orderOf(), publish, report);
  expect([none.exitCode, none.document]).toMatchObject([0, { status: "created", github: { status: "skipped" } }]);
});

test("packages are installed on request alone, and a failed install leaves it unfinished", async () => {
  const order = orderOf({ install: true });
  mkdirSync(order.target.path);
  const installed = await run(order, install, report);
  expect(installed.text.split("\n").slice(0, 3)).toEqual(["Running make ...", expect.stringMatching(/^✔ Wrote 0 files to /), "✔ Ran make"]);
  expect([installed.exitCode, names(order.target.path)]).toEqual([0, ["made.txt"]]);
  writeIn(order.target.path, { fails: "" });
  expect(await run(order, install, report)).toMatchObject({ exitCode: 3, document: { install: { status: "failed" } } });
  expect((await run(orderOf(), install)).text).toBe("");
});

test("without Git the project is written without a commit", async () => {
  const order = orderOf();
  const { document, exitCode } = await run(order, write, report);
  expect([exitCode, document, existsSync(order.target.path)]).toMatchObject([0, { git: { status: "skipped" } }, true]);
});

test("a run has seven steps, and a dry run three", async () => {
  expect(await run(orderOf())).toMatchObject({ count: 7, description: "Creates a backend project", exitCode: 0 });
  const command = createCommand({ asked: { ...asked, dryRun: true }, terminal: recording().terminal, stop: new AbortController().signal });
  expect(command.actions(orderOf())).toHaveLength(3);
});
