// Checks of drafts: keep drafts private.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("for another user a draft does not exist: 404", async () => {
    const [ann, bob] = [await app.author(), await app.author()];
    const draft = await app.post(ann, { published: false });
    const { status } = await app.http(`GET /posts/${draft.slug}`, { session: bob.session });
    assert.equal(status, 404, `Another user got ${status} instead of 404.`);
    const visitor = await app.http(`GET /posts/${draft.slug}`);
    assert.equal(visitor.status, 404, `A visitor without a login got ${visitor.status} instead of 404.`);
    const mine = await app.http(`GET /posts/${draft.slug}`, { session: ann.session });
    assert.equal(mine.status, 200, `The author got ${mine.status} instead of 200.`);
  });
}
