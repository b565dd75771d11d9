// Repositories on GitHub: what is asked of it, and what each of its answers means.
import { expect, test } from "vitest";
import { addressOf, findRepo, invite, loginName, makeRepo, setTopics, taken, TakenError, type NewRepo } from "../../src/github/repos.ts";
import { UserError } from "../../src/user-error.ts";
import { cannedForThisFile, messageOf } from "../support/canned.ts";

const github = cannedForThisFile();
const { connection } = github;
const repo = { owner: "ann", name: "my-blog" };
const byGh = () => ({ ...connection, login: { token: "ghp_secret", from: "gh" } });
const scopes = "The token in GITHUB_TOKEN needs the scopes repo and workflow.";

function newRepo(more: Partial<NewRepo> = {}): NewRepo {
  return { ...repo, login: "ann", description: "A blog", private: true, ...more };
}

test("the address of a repository is that of its page", () => {
  expect(addressOf(connection.host, repo)).toBe("https://github.test/ann/my-blog");
});

test("the name of the user is the one that GitHub knows", async () => {
  github.answer({ status: 200, body: { login: "ann" } });
  expect(await loginName(connection)).toBe("ann");
  expect(github.routes()).toEqual(["GET /user"]);
});

test.each([
  [{ status: 200, body: { login: 7 } }, "github.test does not say who you are: status 200."],
  [{ status: 202, body: { login: "ann" } }, "github.test does not say who you are: status 202."],
  [{ status: 403, body: { message: "No access" } }, `github.test does not say who you are: No access. ${scopes}`],
  [{ status: 404, body: {} }, `github.test does not say who you are: status 404. ${scopes}`],
])("the answer %j to the question for the user is refused", async (answer, says) => {
  github.answer(answer);
  expect(await messageOf(loginName(connection))).toBe(says);
});

test("a login of gh gets its rights from gh", async () => {
  github.answer({ status: 403, body: { message: "No access" } });
  expect(await messageOf(loginName(byGh()))).toBe("github.test does not say who you are: No access. gh auth refresh --scopes repo,workflow gives gh more rights.");
});

test.each([
  [{ private: true, topics: ["api", 7, "node"] }, { private: true, topics: ["api", "node"] }],
  [{ private: false, topics: "api" }, { private: false, topics: [] }],
  [{ private: "true" }, { private: false, topics: [] }],
])("the repository %j is read as %j", async (body, found) => {
  github.answer({ status: 200, body });
  expect(await findRepo(connection, repo)).toEqual(found);
  expect(github.routes()).toEqual(["GET /repos/ann/my-blog"]);
});

test("a repository that GitHub does not find is none, and another refusal is reported", async () => {
  github.answer({ status: 404, body: { message: "Not Found" } }, { status: 451, body: { message: "Blocked." } });
  expect(await findRepo(connection, repo)).toBeUndefined();
  expect(await messageOf(findRepo(connection, repo))).toBe("github.test does not show ann/my-blog: Blocked.");
});

test("one's own repository is created below the user, whatever the case of the name", async () => {
  github.answer({ status: 201, body: { private: true, topics: ["x"] } });
  expect(await makeRepo(connection, newRepo({ login: "Ann" }))).toEqual({ private: true, topics: ["x"] });
  expect(await makeRepo(connection, newRepo({ owner: "ANN", private: false }))).toEqual({ private: true, topics: ["x"] });
  expect(github.requests.map(({ route, body }) => [route, body])).toEqual([
    ["POST /user/repos", { name: "my-blog", description: "A blog", private: true }],
    ["POST /user/repos", { name: "my-blog", description: "A blog", private: false }],
  ]);
});

test("a repository of an organisation is created below it", async () => {
  github.answer({ status: 201, body: {} });
  expect(await makeRepo(connection, newRepo({ owner: "acme" }))).toEqual({ private: false, topics: [] });
  expect(github.routes()).toEqual(["POST /orgs/acme/repos"]);
});

test("an unknown owner is refused with the flag that named it", async () => {
  github.answer({ status: 404, body: { message: "Not Found" } });
  const says = "acme is neither your name (ann) nor one of your organisations on github.test.";
  expect(await messageOf(makeRepo(connection, newRepo({ owner: "acme" })))).toBe(`${says} Name another --owner.`);
  expect(await messageOf(makeRepo(connection, newRepo({ owner: "acme", flag: "--org" })))).toBe(`${says} Name another --org.`);
  expect(await messageOf(makeRepo(connection, newRepo()))).toBe(`github.test does not create ann/my-blog: Not Found. ${scopes}`);
});

test("an organisation that refuses is not one that nobody knows", async () => {
  github.answer({ status: 403, body: { message: "You are no owner." } });
  expect(await messageOf(makeRepo(connection, newRepo({ owner: "acme" })))).toBe(`github.test does not create acme/my-blog: You are no owner. ${scopes}`);
});

test("a name that is taken is told from every other refusal", async () => {
  const exists = { message: "Repository creation failed.", errors: [{ message: "name Already exists on this account" }] };
  github.answer({ status: 422, body: exists }, { status: 422, body: { message: "No." } }, { status: 409, body: exists });
  const error = await makeRepo(connection, newRepo()).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TakenError);
  expect(String(error)).toBe("UserError: There is another repo ann/my-blog on github.test. Rename or delete it there, or name another --owner.");
  const others = [await makeRepo(connection, newRepo()).catch((reason: unknown) => reason), await makeRepo(connection, newRepo()).catch((reason: unknown) => reason)];
  expect(others.map((each) => each instanceof TakenError)).toEqual([false, false]);
  expect(others.map(String)).toEqual([
    "UserError: github.test does not create ann/my-blog: No.",
    "UserError: github.test does not create ann/my-blog: Repository creation failed. name Already exists on this account.",
  ]);
  expect(taken(connection, repo)).toBeInstanceOf(UserError);
});

test("topics are put on a repository, and a refusal names it", async () => {
  github.answer({ status: 200, body: {} }, { status: 403, body: { message: "No" } });
  await setTopics(connection, repo, ["api"]);
  expect(github.requests.map(({ route, body }) => [route, body])).toEqual([["PUT /repos/ann/my-blog/topics", { names: ["api"] }]]);
  expect(await messageOf(setTopics(connection, repo, []))).toBe(`github.test does not give topics to ann/my-blog: No. ${scopes}`);
});

test.each([
  [{ status: 201, body: {} }, undefined],
  [{ status: 204 }, undefined],
  [{ status: 404, body: { message: "Not Found" } }, "github.test has no user bo."],
  [{ status: 422, body: { message: "Too many." } }, "github.test does not invite bo to ann/my-blog: Too many."],
  [{ status: 418, body: {} }, "github.test does not invite bo to ann/my-blog: status 418."],
])("the answer %j to an invitation means %j", async (answer, says) => {
  github.answer(answer);
  expect(await invite(connection, repo, "bo")).toBe(says);
  expect(github.requests.map(({ route, body }) => [route, body])).toEqual([["PUT /repos/ann/my-blog/collaborators/bo", { permission: "push" }]]);
});
