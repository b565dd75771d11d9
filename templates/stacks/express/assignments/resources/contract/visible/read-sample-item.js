// Checks of read-sample-item: answer one sample item.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("GET /api/sample-items/:id answers the row", async () => {
    const owner = await app.writer("sample-items");
    const row = await app.row("sample-items", owner);
    const { status, body } = await app.http(`GET /api/sample-items/${row.id}`, { session: owner.session });
    assert.equal(status, 200, `The row was answered with ${status} instead of 200.`);
    assert.equal(body.id, row.id);
  });

  test("404 where there is none, and 422 for what is no id", async () => {
    const { session } = await app.writer("sample-items");
    for (const [id, expected] of [
      ["2000000000", 404],
      ["first", 422],
    ]) {
      const { status, headers } = await app.http(`GET /api/sample-items/${id}`, { session });
      assert.equal(
        status,
        expected,
        `/api/sample-items/${id} was answered with ${status} instead of ${expected}.`,
      );
      assert.match(
        headers.get("content-type") ?? "",
        /problem\+json/,
        "The error is not problem+json: throw a Problem, as found does.",
      );
    }
  });
}
