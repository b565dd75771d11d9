// Publications: those that continue, fail or stop, in this process, on a local GitHub to which Git really pushes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stopped } from "../../src/user-error.ts";
import { addRepo } from "../support/github-operations.ts";
import { runHere, small } from "../support/in-process.ts";
import { commitAll, githubForThisFile, projectForThisFile } from "../support/project-to-publish.ts";
import { git, temporary } from "../support/sandbox.ts";

const project = projectForThisFile();
const github = await githubForThisFile();

test("a second publication has nothing to do, and a third pushes the new commit", async () => {
  const folder = await project();
  expect((await runHere(["publish", folder])).exitCode).toBe(0);
  const again = await runHere(["publish", folder]);
  expect([again.exitCode, again.text.split("\n")]).toEqual([0, ["Checking GitHub ...", `Nothing to do: main is up to date on ${github.url}/ann/my-blog.`]]);
  expect(again.document).toMatchObject({ status: "unchanged", made: false, linked: false, pushed: false });
  const planned = await runHere(["publish", folder, "--dry-run"]);
  expect(planned.text).toContain(`main is already on ${github.url}/ann/my-blog`);
  expect(planned.document).toMatchObject({ made: false, linked: false, pushed: false });

  writeFileSync(join(folder, "NOTES.md"), "# Notes\n");
  await commitAll(folder, "Write notes");
  expect((await runHere(["publish", folder])).text.split("\n").slice(1)).toEqual([`Pushing to ${github.url}/ann/my-blog ...`, `✔ Pushed main to ${github.url}/ann/my-blog`]);
});

test("an existing empty private repository stays private, and lines that the user changed are kept", async () => {
  addRepo(github.state, "ann/my-blog", { private: true });
  const folder = await project();
  writeFileSync(join(folder, "README.md"), "# Mine\n");
  await commitAll(folder, "Write a README");
  const { exitCode, text, document } = await runHere(["publish", folder, "--public"]);
  expect([exitCode, text.split("\n").slice(2)]).toEqual([0, [
    "✔ Committed links to GitHub in .backend-starter.json and package.json",
    "! Added no links to README.md: you changed the lines where they belong",
    `✔ Pushed main to ${github.url}/ann/my-blog`,
    `! It stays private: change that at ${github.url}/ann/my-blog/settings`,
  ]]);
  expect(document).toMatchObject({ made: false, visibility: "private", left: ["README.md"] });
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# Mine\n");
});

test("--github publishes a first commit that already has the links", async () => {
  const folder = join(temporary(), "my-api");
  const { exitCode, text, document } = await runHere([folder, ...small, "--github", "--public"]);
  expect(exitCode).toBe(0);
  expect(text).toContain(`\n✔ Published to ${github.url}/ann/my-api (public)\n`);
  expect(document).toMatchObject({ status: "created", github: { status: "published", visibility: "public", url: `${github.url}/ann/my-api` } });
  expect(await git(folder, "log", "--format=%s", "origin/main")).toBe("First commit");
  const planned = await runHere([join(temporary(), "other"), ...small, "--github", "--dry-run"]);
  expect(planned.text).toContain(`\nWould publish it to ${github.url}/ann/other\n`);
  expect(planned.document).toMatchObject({ github: { status: "planned", url: `${github.url}/ann/other` } });
});

test("a failure after the repository was created exits with 3, and the next run continues", async () => {
  const folder = await project();
  github.refuse(/git-receive-pack/, 500, {});
  const failed = await runHere(["publish", folder]);
  expect([failed.exitCode, github.state.repos.has("ann/my-blog")]).toEqual([3, true]);
  github.refusals.length = 0;
  const { exitCode, text } = await runHere(["publish", folder]);
  expect([exitCode, text.split("\n").at(-1)]).toEqual([0, `✔ Pushed main to ${github.url}/ann/my-blog`]);
});

test("a hook that refuses the commit of the links leaves the files unchanged", async () => {
  const folder = await project();
  const before = readFileSync(join(folder, "README.md"), "utf8");
  writeFileSync(join(folder, ".git/hooks/pre-commit"), "#!/bin/sh\necho 'No links.' >&2\nexit 1\n", { mode: 0o755 });
  const { exitCode, text } = await runHere(["publish", folder]);
  expect([exitCode, text.split("\n").at(-1)]).toEqual([3, 'Git did not make the commit "Add links to GitHub". It said: No links.']);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(before);
  expect(await git(folder, "status", "--porcelain")).toBe("");
});

test("a stopped run keeps finished steps, and reports it", async () => {
  const folder = await project();
  const stop = new AbortController();
  const publishing = runHere(["publish", folder], stop.signal);
  while (!github.state.repos.has("ann/my-blog")) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort(stopped());
  const { exitCode, text } = await publishing;
  expect([exitCode, text.split("\n").at(-1)]).toEqual([130, "Stopped. Finished steps stay, and publish continues from there."]);
});
