// Checks of strict-books: refuse unknown fields.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("an unknown field is refused with 422", async () => {
    const user = await app.user();
    const { id } = await app.author(user);
    const json = { title: app.word(), isbn: app.word(), authorId: id, colour: "red" };
    const { status } = await app.http("POST /api/books", { session: user.session, json });
    assert.equal(status, 422, `A book with a colour was answered with ${status} instead of 422.`);
  });
}
