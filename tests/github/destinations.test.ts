// Destinations: what exists where a repository is to be published, and which branches there are not those of it.
import { beforeAll, expect, test } from "vitest";
import { pushToGitHub, refuseForeign, settlePublication, type Publication } from "../../src/github/publication.ts";
import { remoteAheadError } from "../../src/github/push-error.ts";
import { taken } from "../../src/github/repos.ts";
import { messageOf } from "../support/canned.ts";
import { folderForThisFile } from "../support/folders.ts";
import { addRepo } from "../support/github-operations.ts";
import { githubForThisFile } from "../support/project-to-publish.ts";
import { git, temporary } from "../support/sandbox.ts";
import { commitOn, connectionTo, gitIn, putOnGitHub } from "../support/small-class.ts";

const github = await githubForThisFile();
const { signal: stop } = new AbortController();

/** A repository with two commits on main, the first of which is the older one. */
async function newRepo(folder: string): Promise<{ folder: string; first: string; second: string; other: string }> {
  await gitIn(folder, ["init", "--quiet", "--initial-branch=main", "--template="]);
  const other = await commitOn(folder, "other", undefined, { "b.txt": "other\n" });
  const first = await commitOn(folder, "main", undefined, { "a.txt": "one\n" });
  return { folder, first, second: await commitOn(folder, "main", first, { "a.txt": "two\n" }), other };
}

/** For tests that change nothing in it. */
let shared: Awaited<ReturnType<typeof newRepo>>;
const place = folderForThisFile();
beforeAll(async () => { shared = await newRepo(place); });

test("the user is the owner unless another one is named, and nothing is there", async () => {
  const { connection, ...found } = await settlePublication({ name: "my-blog", folder: temporary(), stop });
  expect(found).toEqual({ login: "ann", to: { owner: "ann", name: "my-blog" }, url: `${github.url}/ann/my-blog`, found: undefined, branches: new Map() });
  expect([connection.host, connection.login.from, connection.pause]).toEqual([connectionTo(github).host, "GITHUB_TOKEN", 1_000]);
  expect(github.requests).toEqual(["GET /user", "GET /repos/ann/my-blog"]);
});

test("a repository that is there is found with its branches", async () => {
  const { folder, second, other } = shared;
  addRepo(github.state, "acme/my-blog", { private: false, topics: ["api"] });
  await putOnGitHub(github, "acme/my-blog", { from: folder, commit: second });
  await putOnGitHub(github, "acme/my-blog", { from: folder, commit: other, branch: "a/b" });
  const { to, url, found, branches } = await settlePublication({ owner: "acme", name: "my-blog", folder, stop });
  expect([to, url, found]).toEqual([{ owner: "acme", name: "my-blog" }, `${github.url}/acme/my-blog`, { private: false, topics: ["api"] }]);
  expect([...branches].sort()).toEqual([["a/b", other], ["main", second]]);
});

test.each<[string, (ids: Awaited<ReturnType<typeof newRepo>>) => Record<string, string>, boolean, "taken" | "ahead" | undefined]>([
  ["its newest commit", ({ second }) => ({ main: second }), false, undefined],
  ["an older commit", ({ first }) => ({ main: first }), false, undefined],
  ["another history", ({ other }) => ({ main: other }), false, "taken"],
  ["another history on another branch", ({ other }) => ({ dev: other }), false, "taken"],
  ["another history, to which its origin leads", ({ other }) => ({ main: other }), true, "ahead"],
  ["another history on another branch, to which its origin leads", ({ other }) => ({ dev: other }), true, undefined],
  ["its own commits on another branch alone", ({ first, other }) => ({ dev: first, main: other }), false, "ahead"],
  ["a commit that is not here", () => ({ main: "f".repeat(40) }), true, "ahead"],
])("a repository on GitHub with %s", async (_, branchesOf, linked, refusal) => {
  const repo = shared;
  const connection = connectionTo(github);
  const to = { owner: "ann", name: "my-blog" };
  const publication: Publication = { connection, login: "ann", to, url: `${github.url}/ann/my-blog`, branches: new Map(Object.entries(branchesOf(repo))) };
  const says = { taken: taken(connection, to).message, ahead: remoteAheadError(connection).message };
  const state = { branch: "main", head: repo.second, origin: linked ? `${github.url}/ann/my-blog.git` : undefined };
  expect(await messageOf(refuseForeign(publication, repo.folder, state))).toBe(refusal === undefined ? "no error" : says[refusal]);
});

test("a push sets origin and what it tracks", async () => {
  const { folder, second } = await newRepo(temporary());
  addRepo(github.state, "ann/my-blog");
  const publication = await settlePublication({ name: "my-blog", folder, stop });
  await pushToGitHub(publication, folder, "main");
  expect(await git(github.folderOf("ann/my-blog"), "rev-parse", "refs/heads/main")).toBe(second);
  expect(await git(folder, "rev-parse", "refs/remotes/origin/main")).toBe(second);
  expect(await git(folder, "config", "--get-regexp", "^(remote|branch)\\.")).toBe(`remote.origin.url ${github.url}/ann/my-blog.git\nremote.origin.fetch +refs/heads/*:refs/remotes/origin/*\nbranch.main.remote origin\nbranch.main.merge refs/heads/main`);
});
