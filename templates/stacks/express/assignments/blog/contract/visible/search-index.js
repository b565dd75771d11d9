// Checks of search-index: give the search an index.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("the column search has an index of the kind gin", async () => {
    const rows = await app.sql("select indexdef from pg_indexes where tablename = 'posts'");
    const other = rows.some(({ indexdef }) => /\(search\)/.test(indexdef))
      ? " There is an index on it, but of another kind."
      : "";
    assert.ok(
      rows.some(({ indexdef }) => /using gin \(search\)/i.test(indexdef)),
      `No migration makes a gin index on posts (search).${other}`,
    );
  });
}
