// Checks of find-author: find one author.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("GET /api/authors/:id answers the author", async () => {
    const author = await app.author(await app.user());
    const { status, body } = await app.http(`GET /api/authors/${author.id}`);
    assert.equal(status, 200, `The author was answered with ${status} instead of 200.`);
    assert.equal(body.name, author.name);
  });

  test("its fields have their JSON names, and there is no other", async () => {
    const { id } = await app.author(await app.user());
    const { body } = await app.http(`GET /api/authors/${id}`);
    assert.deepEqual(Object.keys(body ?? {}).sort(), [
      "bio",
      "born",
      "createdAt",
      "id",
      "name",
      "ownerId",
      "updatedAt",
    ]);
  });

  test("an unknown id is answered with 404", async () => {
    const { status } = await app.http("GET /api/authors/2000000000");
    assert.equal(status, 404, `It was answered with ${status} instead of 404.`);
  });
}
