// Checks of error-fields: name the field of each error.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("each wrong field is named, and unknown ones too", async () => {
    const json = { name: 1, email: "", password: "", colour: "red", weight: 1 };
    const { body } = await app.http("POST /api/auth/register", { json });
    assert.deepEqual(body.errors?.map(({ field }) => field).sort(), [
      "colour",
      "email",
      "name",
      "password",
      "weight",
    ]);
  });
}
