// Checks of list-books: list books page by page.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  const page = (query) => app.http(`GET /api/books?${query}`);

  test("pages hold every book once, and the total counts all", async () => {
    const owner = await app.user();
    const books = [];
    for (let count = 0; count < 5; count += 1) books.push(await app.book(owner));
    const ids = [];
    for (const number of [1, 2, 3]) {
      const { status, body } = await page(`ownerId=${owner.id}&limit=2&page=${number}`);
      assert.equal(status, 200, `Page ${number} was answered with ${status} instead of 200.`);
      assert.deepEqual([body.page, body.limit, body.total], [number, 2, 5]);
      ids.push(...body.data.map(({ id }) => id));
    }
    assert.deepEqual(
      ids.toSorted((a, b) => a - b),
      books.map(({ id }) => id),
    );
  });

  test("the newest come first, and ?sort=title orders by title", async () => {
    const owner = await app.user();
    for (const title of ["b", "a", "c"]) await app.book(owner, { title });
    const newest = await page(`ownerId=${owner.id}`);
    assert.deepEqual(
      newest.body?.data?.map(({ title }) => title),
      ["c", "a", "b"],
    );
    const sorted = await page(`ownerId=${owner.id}&sort=title`);
    assert.deepEqual(
      sorted.body?.data?.map(({ title }) => title),
      ["a", "b", "c"],
    );
  });

  test("a filter by author holds, for the total too", async () => {
    const owner = await app.user();
    const by = await app.author(owner);
    const { id } = await app.book(owner, { by });
    await app.book(owner);
    const { body } = await page(`authorId=${by.id}`);
    assert.deepEqual([body?.total, body?.data?.map((book) => book.id)], [1, [id]]);
  });
}
