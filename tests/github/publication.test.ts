// Publication: which repositories are refused, which requests create one, and the outcome of a failure.
import { expect, test } from "vitest";
import { makeOnGitHub, publishNew, refuseFilled, refuseForeign, visibilityOf, type Publication } from "../../src/github/publication.ts";
import { cannedForThisFile, messageOf } from "../support/canned.ts";
import { temporary } from "../support/sandbox.ts";

const github = cannedForThisFile();
const { connection } = github;
const described = { description: "A blog", topics: ["api"], public: false };

function publication(more: Partial<Publication> = {}): Publication {
  return { connection, login: "ann", to: { owner: "ann", name: "my-blog" }, url: "https://github.test/ann/my-blog", branches: new Map(), ...more };
}

const foreign = (origin?: string) => refuseForeign(publication(), "/nowhere", { branch: "main", head: "a", origin });

test("a repository with a branch is refused, and an empty one is not", () => {
  expect(() => refuseFilled(publication({ branches: new Map([["main", "a"]]) }))).toThrow("There is another repo ann/my-blog on github.test. Rename or delete it there, or name another --owner.");
  expect(() => refuseFilled(publication())).not.toThrow();
});

test.each([
  undefined,
  "https://github.test/ann/my-blog",
  "https://github.test/Ann/My-Blog.git",
  "https://github.test/ann/my-blog//",
  "https://bo@github.test/ann/my-blog.git",
  "git@github.test:ann/my-blog.git",
  "ssh://git@github.test/ann/my-blog",
  "git+ssh://git@github.test/ann/my-blog.git",
  "github.test:ann/my-blog",
])("the origin %s leads to the repository", async (origin) => {
  expect(await messageOf(foreign(origin))).toBe("no error");
});

test.each([
  ["https://github.test/bo/my-blog", "https://github.test/bo/my-blog"],
  ["https://github.test/ann/my-blog.github", "https://github.test/ann/my-blog.github"],
  ["https://github.test:8443/ann/my-blog", "https://github.test:8443/ann/my-blog"],
  ["ssh://git@github.test:22/ann/my-blog", "ssh://github.test:22/ann/my-blog"],
  ["https://ann:ghp_secret@github.test/ann/other", "https://github.test/ann/other"],
  ["x/https://github.test/ann/my-blog", "x/https://github.test/ann/my-blog"],
  ["github.test/x@github.test/ann/my-blog", "github.test/x@github.test/ann/my-blog"],
  ["github.test/ann:my-blog", "github.test/ann:my-blog"],
  ["https://github.test/ann/my.github-blog", "https://github.test/ann/my.github-blog"],
])("the origin %s leads elsewhere", async (origin, shown) => {
  expect(await messageOf(foreign(origin))).toBe(
    `The repo's origin is ${JSON.stringify(shown)}, not https://github.test/ann/my-blog. Push there with git push, or run git remote remove origin and publish again.`,
  );
});

test("a repository that is not there is created with its topics", async () => {
  github.answer({ status: 201, body: { private: true } }, { status: 200, body: {} });
  const made = publication();
  await makeOnGitHub(made, described);
  expect(github.requests.map(({ route, body }) => [route, body])).toEqual([
    ["POST /user/repos", { name: "my-blog", description: "A blog", private: true }],
    ["PUT /repos/ann/my-blog/topics", { names: ["api"] }],
  ]);
  expect(made.found).toEqual({ private: true, topics: ["api"] });
});

test("a public one is created as such", async () => {
  github.answer({ status: 201, body: {} }, { status: 200, body: {} });
  await makeOnGitHub(publication(), { ...described, public: true });
  expect(github.requests[0]?.body).toMatchObject({ private: false });
});

test.each<[string, Partial<Publication>, string[]]>([
  ["that is empty gets topics", { found: { private: true, topics: [] } }, ["PUT /repos/ann/my-blog/topics"]],
  ["with topics keeps them", { found: { private: true, topics: ["mine"] } }, []],
  ["with a branch gets none", { found: { private: true, topics: [] }, branches: new Map([["main", "a"]]) }, []],
])("a repository %s", async (_, more, routes) => {
  github.answer({ status: 200, body: {} });
  const known = publication(more);
  await makeOnGitHub(known, described);
  expect(github.routes()).toEqual(routes);
  expect(known.found?.topics).toEqual(routes.length > 0 ? ["api"] : more.found?.topics);
});

test("a publication that GitHub refuses has failed, and its problem is told", async () => {
  github.answer({ status: 422, body: { message: "No." } });
  const { signal: stop } = new AbortController();
  expect(await publishNew({ publication: publication(), described, folder: temporary(), branch: "main", stop })).toEqual({ status: "failed", problem: "github.test does not create ann/my-blog: No." });
});

test("a publication that was stopped says so", async () => {
  github.answer({ status: 422, body: {} });
  expect(await publishNew({ publication: publication(), described, folder: temporary(), branch: "main", stop: AbortSignal.abort() })).toEqual({ status: "stopped" });
});

test("a bug in a publication is no outcome", async () => {
  const broken = { ...publication(), connection: undefined as never };
  await expect(publishNew({ publication: broken, described, folder: temporary(), branch: "main", stop: new AbortController().signal })).rejects.toThrow(TypeError);
});

test("only what GitHub calls public is public", () => {
  const visibilities = [undefined, { private: true, topics: [] }, { private: false, topics: [] }].map((found) => visibilityOf(publication({ found })));
  expect(visibilities).toEqual(["private", "private", "public"]);
});
