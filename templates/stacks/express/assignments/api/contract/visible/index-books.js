// Checks of index-books: give the reference an index.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("an index of books begins with author_id", async () => {
    const rows = await app.sql("select indexdef from pg_indexes where tablename = 'books'");
    assert.ok(
      rows.some(({ indexdef }) => /\(author_id[,)]/.test(indexdef)),
      "No migration makes an index on books (author_id).",
    );
  });
}
