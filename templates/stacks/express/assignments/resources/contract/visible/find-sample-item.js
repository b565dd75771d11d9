// Checks of find-sample-item: find one sample item.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("the row is found, with its values by their JSON names and no other column", async () => {
    const owner = await app.writer("sample-items");
    const { id, ...values } = await app.row("sample-items", owner);
    const { status, body } = await app.http(`GET /api/sample-items/${id}`, { session: owner.session });
    assert.equal(status, 200, `It was answered with ${status} instead of 200.`);
    for (const [name, value] of Object.entries(values))
      assert.deepEqual(body[name], value, `The field ${name} is wrong.`);
    assert.deepEqual(
      Object.keys(body).filter((name) => name.includes("_")),
      [],
      "The answer has columns with their SQL names.",
    );
  });

  test("an unknown id is answered with 404", async () => {
    const { session } = await app.writer("sample-items");
    const { status } = await app.http("GET /api/sample-items/2000000000", { session });
    assert.equal(status, 404, `It was answered with ${status} instead of 404.`);
  });
}
