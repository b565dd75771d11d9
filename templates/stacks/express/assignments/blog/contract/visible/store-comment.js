// Checks of store-comment: store a comment.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a comment is stored, for its post and its author", async () => {
    const author = await app.author();
    const post = await app.post(author);
    const body = app.word();
    const { status } = await app.http(`POST /posts/${post.slug}/comments`, {
      session: author.session,
      form: { body },
    });
    assert.equal(status, 303, `The form was answered with ${status} instead of 303.`);
    const rows = await app.sql("select post_id, owner_id from comments where body = $1", [body]);
    assert.deepEqual(rows, [{ post_id: post.id, owner_id: author.id }]);
  });

  test("quotes and semicolons are text", async () => {
    const author = await app.author();
    const post = await app.post(author);
    const body = `${app.word()}'); delete from comments; --`;
    const options = { session: author.session, form: { body }, mayFail: true };
    await app.http(`POST /posts/${post.slug}/comments`, options);
    const rows = await app.sql("select body from comments where post_id = $1", [post.id]);
    assert.deepEqual(
      rows,
      [{ body }],
      "The text is not stored as it was typed: pass it as a parameter ($1).",
    );
  });
}
