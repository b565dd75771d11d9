// Checks of error-fields: name the field of each error.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("each wrong field is named, and unknown ones too", async () => {
    const { session } = await app.user();
    const json = { title: "", isbn: app.word(), authorId: "one", colour: "red", weight: 1 };
    const { body } = await app.http("POST /api/authors", {
      session,
      json: { name: "", colour: "red", weight: 1 },
    });
    assert.deepEqual(body.errors?.map(({ field }) => field).sort(), ["colour", "name", "weight"]);
    const books = await app.http("POST /api/books", {
      session,
      json: { ...json, colour: undefined, weight: undefined },
    });
    assert.deepEqual(books.body.errors?.map(({ field }) => field).sort(), ["authorId", "title"]);
  });
}
