// Checks of all-or-nothing: store a post and its tags together.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a post whose tags cannot be stored is not stored either", async () => {
    const { session, id } = await app.author();
    await app.sql("alter table post_tags add constraint no_new_rows check (false) not valid");
    try {
      await app.http("POST /write", {
        session,
        form: { title: app.word(), body: "Text", tags: "one", slug: "", action: "publish" },
        mayFail: true,
      });
    } finally {
      await app.sql("alter table post_tags drop constraint no_new_rows");
    }
    const rows = await app.sql("select 1 from posts where owner_id = $1", [id]);
    assert.equal(
      rows.length,
      0,
      "The tags failed, but the post is there: use one transaction, and its handle for both.",
    );
    const form = { title: app.word(), body: "Text", tags: "one", slug: "", action: "publish" };
    const { status } = await app.http("POST /write", { session, form });
    assert.equal(status, 303, `A post with a tag was answered with ${status} instead of 303.`);
  });
}
