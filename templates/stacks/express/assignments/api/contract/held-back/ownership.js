// Held-back checks of ownership: let only owners change their rows.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a row that is not there is answered with 404, and the owner may change hers", async () => {
    const ann = await app.user();
    const { id } = await app.book(ann);
    const bob = await app.user();
    const foreign = await app.http(`DELETE /api/books/${id}`, { session: bob.session });
    assert.equal(foreign.status, 403, `Another user got ${foreign.status} instead of 403.`);
    const mine = await app.http(`PATCH /api/books/${id}`, { session: ann.session, json: { title: "New" } });
    assert.equal(mine.status, 200, `The owner got ${mine.status} instead of 200.`);
    const missing = await app.http("DELETE /api/books/2000000000", { session: ann.session });
    assert.equal(missing.status, 404, `A missing row was answered with ${missing.status} instead of 404.`);
  });
}
