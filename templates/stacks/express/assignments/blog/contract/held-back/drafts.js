// Held-back checks of drafts: keep drafts private.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("another user cannot comment on a draft", async () => {
    const [ann, bob] = [await app.author(), await app.author()];
    const draft = await app.post(ann, { published: false });
    const { status } = await app.http(`POST /posts/${draft.slug}/comments`, {
      session: bob.session,
      form: { body: "Hello" },
    });
    assert.equal(status, 404, `Another user got ${status} instead of 404.`);
  });
}
