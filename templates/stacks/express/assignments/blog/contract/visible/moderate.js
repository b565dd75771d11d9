// Checks of moderate: let only the author of a post moderate.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("only the author of the post hides a comment: others get 403, and it stays", async () => {
    const [ann, bob] = [await app.author(), await app.author()];
    const { id } = await app.comment(await app.post(ann), bob);
    for (const action of ["hide", "show"]) {
      const { status } = await app.http(`POST /comments/${id}/${action}`, { session: bob.session, form: {} });
      assert.equal(status, 403, `Another user who wants to ${action} it got ${status} instead of 403.`);
      const [{ hidden }] = await app.sql("select hidden from comments where id = $1", [id]);
      assert.ok(!hidden, "Another user got 403, but the comment is hidden: check before you change it.");
    }
  });
}
