// Pull requests: what GitHub is asked to open, and what each of its answers means.
import { expect, test } from "vitest";
import { openPull } from "../../src/github/pulls.ts";
import { cannedForThisFile } from "../support/canned.ts";

const github = cannedForThisFile();
const repo = { owner: "my-bootcamp", name: "week-3-ann" };
const pull = { title: "Update", head: "starter", base: "main", body: "The starter was mended." };

const opened = () => openPull(github.connection, repo, pull);

test("a new pull request is new, and has the title, the branches and the text", async () => {
  github.answer({ status: 201, body: { number: 1 } });
  expect(await opened()).toBe(true);
  expect(github.requests).toMatchObject([{ route: "POST /repos/my-bootcamp/week-3-ann/pulls", body: pull }]);
});

test("one that is open already is not new", async () => {
  github.answer({ status: 422, body: { message: "Validation Failed", errors: [{ message: "A pull request ALREADY exists for my-bootcamp:starter." }] } });
  expect(await opened()).toBe(false);
});

test.each([
  [{ status: 422, body: { message: "Validation Failed", errors: [{ message: "No commits between main and starter" }] } }, /^github\.test opens no pull request in my-bootcamp\/week-3-ann: .*No commits between main and starter\.$/],
  [{ status: 403, body: { message: "Resource not accessible. " } }, /^github\.test opens no pull request in my-bootcamp\/week-3-ann: Resource not accessible\.$/],
  [{ status: 410, body: {} }, /^github\.test opens no pull request in my-bootcamp\/week-3-ann: status 410\.$/],
  [{ status: 422, body: { message: "Repository already exists and is archived." } }, /already exists and is archived\.$/],
  [{ status: 409, body: { message: "A pull request already exists" } }, /already exists\.$/],
])("the answer %j is a sentence", async (answer, says) => {
  github.answer(answer);
  expect(await opened()).toMatch(says);
});
