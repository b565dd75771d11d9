// Checks of moderate: let only the author of a post moderate.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("only the author of the post hides a comment: others get 403, and it stays", async () => {
    const [ann, bob] = [await app.author(), await app.author()];
    const { id } = await app.comment(await app.post(ann), bob);
    const { status } = await app.http(`POST /comments/${id}/hide`, { session: bob.session, form: {} });
    assert.equal(status, 403, `Another user got ${status} instead of 403.`);
    assert.deepEqual(await app.sql("select hidden from comments where id = $1", [id]), [{ hidden: false }]);
  });
}
