// Checks of include-books: list books without a query in a loop.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a list of 10 books with authors takes no more statements than one of a single book", async () => {
    const [single, many] = [await app.user(), await app.user()];
    await app.book(single);
    for (let count = 0; count < 10; count += 1) await app.book(many);
    const list = async ({ id }, total) => {
      const { status, body } = await app.http(`GET /api/books?ownerId=${id}&include=author`);
      assert.equal(status, 200, `The list was answered with ${status} instead of 200.`);
      assert.equal(body.data.length, total, `The list has ${body.data.length} books instead of ${total}.`);
      for (const { author, authorId } of body.data)
        assert.equal(author?.id, authorId, "?include=author must embed the author of each book.");
    };
    const few = await app.statements(() => list(single, 1));
    const all = await app.statements(() => list(many, 10));
    assert.equal(all, few, `One book takes ${few} statements, and 10 take ${all}: load all in one query.`);
  });
}
