// Held-back checks of list-sample-items: what the documentation implies.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a page after the last is empty, and has the total", async () => {
    const owner = await app.writer("sample-items");
    await app.row("sample-items", owner);
    const { status, body } = await app.http("GET /api/sample-items?limit=100&page=1000", {
      session: owner.session,
    });
    assert.equal(status, 200, `It was answered with ${status} instead of 200.`);
    assert.deepEqual(body.data, []);
    assert.ok(body.total >= 1, "The total counts the rows of all pages.");
  });
}
