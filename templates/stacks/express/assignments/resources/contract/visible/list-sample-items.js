// Checks of list-sample-items: list sample items page by page.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  const page = (owner, query) => app.http(`GET /api/sample-items?${query}`, { session: owner.session });

  test("pages hold every row once, and the total counts all", async () => {
    const owner = await app.writer("sample-items");
    for (let count = 0; count < 5; count += 1) await app.row("sample-items", owner);
    const [{ total }] = await app.sql("select count(*)::int as total from sample_items");
    const visible = app.resource("sample-items").access === "private" ? 5 : total;
    const ids = [];
    for (let number = 1; number <= Math.ceil(visible / 2); number += 1) {
      const { status, body } = await page(owner, `limit=2&page=${number}`);
      assert.equal(status, 200, `Page ${number} was answered with ${status} instead of 200.`);
      assert.deepEqual([body.page, body.limit, body.total], [number, 2, visible]);
      ids.push(...body.data.map(({ id }) => id));
    }
    assert.equal(new Set(ids).size, visible, "The pages do not hold every row once.");
  });

  test("the newest come first", async () => {
    const owner = await app.writer("sample-items");
    const rows = [await app.row("sample-items", owner), await app.row("sample-items", owner)];
    const { body } = await page(owner, "limit=2");
    assert.deepEqual(
      body?.data?.map(({ id }) => id),
      rows.map(({ id }) => id).reverse(),
    );
  });
}
