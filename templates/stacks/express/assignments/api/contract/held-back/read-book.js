// Held-back checks of read-book: answer one book.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a list of unknown rows to include is refused with 422", async () => {
    const { id } = await app.book(await app.user());
    const { status } = await app.http(`GET /api/books/${id}?include=password`);
    assert.equal(status, 422, `It was answered with ${status} instead of 422.`);
  });
}
