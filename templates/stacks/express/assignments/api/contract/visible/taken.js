// Checks of taken: say that a value is taken.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a second book with an ISBN is answered with 409, and names the field", async () => {
    const user = await app.user();
    const { isbn, authorId } = await app.book(user);
    const { status, body } = await app.http("POST /api/books", {
      session: user.session,
      mayFail: true,
      json: { title: app.word(), isbn, authorId },
    });
    assert.equal(status, 409, `It was answered with ${status} instead of 409.`);
    assert.deepEqual(
      body.errors?.map(({ field }) => field),
      ["isbn"],
    );
  });
}
