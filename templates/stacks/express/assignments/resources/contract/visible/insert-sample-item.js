// Checks of insert-sample-item: store a sample item.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a row is stored for its owner, and answered with 201 and its values", async () => {
    const owner = await app.writer("sample-items");
    const json = await app.values("sample-items", owner);
    const { status, headers, body } = await app.http("POST /api/sample-items", {
      session: owner.session,
      json,
    });
    assert.equal(status, 201, `It was answered with ${status} instead of 201.`);
    assert.equal(headers.get("location"), `/api/sample-items/${body.id}`);
    for (const [name, value] of Object.entries(json))
      assert.deepEqual(body[name], value, `The field ${name} is wrong.`);
    const rows = await app.sql("select id from sample_items where owner_id = $1", [owner.id]);
    assert.ok(
      rows.some(({ id }) => id === body.id),
      "The row is not stored for the user who sent it.",
    );
  });
}
