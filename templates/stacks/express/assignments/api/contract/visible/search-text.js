// Checks of search-text: search for words as they are typed.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  const found = async (owner, q) =>
    (await app.http(`GET /api/books?ownerId=${owner.id}&q=${encodeURIComponent(q)}`)).body?.data?.map(
      ({ title }) => title,
    );

  test("words are found in the middle of a title", async () => {
    const owner = await app.user();
    await app.book(owner, { title: "The Blue Whale" });
    await app.book(owner, { title: "Another" });
    assert.deepEqual(await found(owner, "blue"), ["The Blue Whale"]);
  });

  test("% and _ are letters", async () => {
    const owner = await app.user();
    for (const title of ["100% wool", "100 wool", "a_b", "axb"]) await app.book(owner, { title });
    assert.deepEqual([await found(owner, "0%"), await found(owner, "a_b")], [["100% wool"], ["a_b"]]);
  });
}
