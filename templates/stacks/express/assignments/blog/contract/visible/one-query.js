// Checks of one-query: load comments without a query in a loop.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a post with 15 comments takes no more statements than one with a single comment", async () => {
    const author = await app.author();
    const [short, long] = [await app.post(author), await app.post(author)];
    await app.comment(short, author);
    for (let count = 0; count < 15; count += 1) await app.comment(long, author);
    const open = async ({ slug }) =>
      assert.equal((await app.http(`GET /posts/${slug}`)).status, 200, "The post cannot be opened.");
    const few = await app.statements(() => open(short));
    const many = await app.statements(() => open(long));
    assert.equal(
      many,
      few,
      `One comment takes ${few} statements, and 15 take ${many}: load all in one query, by a join.`,
    );
  });
}
