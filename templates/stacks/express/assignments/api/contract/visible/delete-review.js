// Checks of delete-review: delete a review.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a review is deleted with 204, and no other", async () => {
    const [ann, bob] = [await app.user(), await app.user()];
    const book = await app.book(ann);
    const [mine, other] = [await app.review(ann, book), await app.review(bob, book)];
    const { status, text } = await app.http(`DELETE /api/reviews/${mine.id}`, { session: ann.session });
    assert.deepEqual([status, text], [204, ""]);
    assert.deepEqual(await app.sql("select id from reviews where book_id = $1", [book.id]), [
      { id: other.id },
    ]);
  });
}
