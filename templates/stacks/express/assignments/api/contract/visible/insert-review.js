// Checks of insert-review: store a review.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a review is stored, for its book and its owner, and answered with 201", async () => {
    const { id, session } = await app.user();
    const book = await app.book(await app.user());
    const json = { rating: 5, body: app.word(), recommended: false, bookId: book.id };
    const { status, headers, body } = await app.http("POST /api/reviews", { session, json });
    assert.equal(status, 201, `It was answered with ${status} instead of 201.`);
    assert.equal(headers.get("location"), `/api/reviews/${body.id}`);
    assert.equal(body.bookId, book.id, "The answer has no bookId: return the columns with their JSON names.");
    assert.equal("book_id" in body, false, "The answer has columns with their SQL names.");
    const rows = await app.sql("select rating, recommended, book_id, owner_id from reviews where body = $1", [
      json.body,
    ]);
    assert.deepEqual(rows, [{ rating: 5, recommended: false, book_id: book.id, owner_id: id }]);
  });

  test("quotes and semicolons are text", async () => {
    const { session } = await app.user();
    const book = await app.book(await app.user());
    const text = `${app.word()}'); delete from reviews; --`;
    const json = { rating: 1, body: text, bookId: book.id };
    await app.http("POST /api/reviews", { session, json, mayFail: true });
    const rows = await app.sql("select body from reviews where book_id = $1", [book.id]);
    assert.deepEqual(
      rows,
      [{ body: text }],
      "The text is not stored as it was sent: pass it as a parameter.",
    );
  });
}
