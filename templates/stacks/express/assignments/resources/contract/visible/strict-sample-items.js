// Checks of strict-sample-items: refuse unknown fields.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("an unknown field is refused with 422", async () => {
    const owner = await app.writer("sample-items");
    const json = { ...(await app.values("sample-items", owner)), unheardOf: "red" };
    const { status } = await app.http("POST /api/sample-items", { session: owner.session, json });
    assert.equal(status, 422, `A field that does not exist was answered with ${status} instead of 422.`);
  });
}
