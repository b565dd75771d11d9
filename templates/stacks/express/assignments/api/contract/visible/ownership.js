// Checks of ownership: let only owners change their rows.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("others get 403 for a change, and nothing changes", async () => {
    const [ann, bob] = [await app.user(), await app.user()];
    const { id, title } = await app.book(ann);
    const { status } = await app.http(`PATCH /api/books/${id}`, {
      session: bob.session,
      json: { title: "Mine" },
    });
    assert.equal(status, 403, `Another user got ${status} instead of 403.`);
    assert.deepEqual(await app.sql("select title from books where id = $1", [id]), [{ title }]);
  });

  test("others get 403 for a deletion, and the row stays", async () => {
    const [ann, bob] = [await app.user(), await app.user()];
    const { id } = await app.book(ann);
    const { status } = await app.http(`DELETE /api/books/${id}`, { session: bob.session });
    assert.equal(status, 403, `Another user got ${status} instead of 403.`);
    assert.equal((await app.sql("select 1 from books where id = $1", [id])).length, 1, "The row is gone.");
  });
}
