// Checks of find-post: find a post and its author.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("GET /posts/:slug shows the post with the name of its author", async () => {
    const [first, author] = [await app.author(), await app.author()];
    const post = await app.post(author);
    const { status, text } = await app.http(`GET /posts/${post.slug}`);
    assert.ok(!text.includes(first.name), "The page names an author who did not write the post.");
    assert.equal(status, 200, `The page answered ${status} instead of 200.`);
    assert.ok(text.includes(post.body), "The text of the post is missing.");
    assert.ok(text.includes(author.name), "The name of the author is missing.");
  });

  test("an unknown address is answered with 404", async () => {
    const { status } = await app.http(`GET /posts/${app.word()}`);
    assert.equal(status, 404, `The page answered ${status} instead of 404.`);
  });
}
