// Checks of delete-sample-item: delete a sample item.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a row is deleted with 204, and no other", async () => {
    const owner = await app.writer("sample-items");
    const [mine, other] = [await app.row("sample-items", owner), await app.row("sample-items", owner)];
    const { status, text } = await app.http(`DELETE /api/sample-items/${mine.id}`, {
      session: owner.session,
    });
    assert.deepEqual([status, text], [204, ""]);
    const rows = await app.sql("select id from sample_items where id in ($1, $2)", [mine.id, other.id]);
    assert.deepEqual(rows, [{ id: other.id }]);
  });
}
