// Checks of read-book: answer one book.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("GET /api/books/:id answers the book", async () => {
    const book = await app.book(await app.user());
    const { status, body } = await app.http(`GET /api/books/${book.id}`);
    assert.equal(status, 200, `The book was answered with ${status} instead of 200.`);
    assert.deepEqual([body.id, body.title, body.isbn], [book.id, book.title, book.isbn]);
  });

  test("404 where there is no book, and 422 for what is no id", async () => {
    for (const [id, expected] of [
      ["2000000000", 404],
      ["first", 422],
    ]) {
      const { status, headers } = await app.http(`GET /api/books/${id}`);
      assert.equal(status, expected, `/api/books/${id} was answered with ${status} instead of ${expected}.`);
      assert.match(
        headers.get("content-type") ?? "",
        /problem\+json/,
        "The error is not problem+json: throw a Problem, as found does.",
      );
    }
  });

  test("?include=author embeds the author", async () => {
    const owner = await app.user();
    const by = await app.author(owner);
    const { id } = await app.book(owner, { by });
    const { body } = await app.http(`GET /api/books/${id}?include=author`);
    assert.equal(body?.author?.name, by.name, "The author is not embedded.");
  });
}
