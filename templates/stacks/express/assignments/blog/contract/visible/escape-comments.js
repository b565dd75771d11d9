// Checks of escape-comments: show comments as text.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("HTML in a comment is shown as text", async () => {
    const author = await app.author();
    const post = await app.post(author);
    await app.comment(post, author, `<b>${app.word()}</b> & more`);
    const { text } = await app.http(`GET /posts/${post.slug}`);
    assert.ok(!/<b>w/.test(text), "The page holds the comment's <b> as an element: a <script> would run.");
    assert.ok(text.includes("&lt;b&gt;"), "The comment's <b> is not shown as it was typed: HTML writes it &lt;b&gt;.");
  });
}
