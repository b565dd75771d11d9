// Checks of post-rules: refuse posts that are not valid.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  const write = async (fields) => {
    const { session } = await app.author();
    const form = { title: app.word(), body: "Text", tags: "", slug: "", action: "publish", ...fields };
    return app.http("POST /write", { session, form });
  };

  test("a title of 151 characters is refused with 422, and one of spaces too", async () => {
    for (const title of ["x".repeat(151), "   "]) {
      const { status } = await write({ title });
      assert.equal(
        status,
        422,
        `The title ${JSON.stringify(title.slice(0, 10))}... was answered with ${status} instead of 422.`,
      );
    }
  });

  test("six tags are refused with 422", async () => {
    const { status } = await write({ tags: "a, b, c, d, e, f" });
    assert.equal(status, 422, `Six tags were answered with ${status} instead of 422.`);
    const wrong = await write({ tags: "a<b" });
    assert.equal(wrong.status, 422, `The tag a<b was answered with ${wrong.status} instead of 422.`);
    const long = await write({ tags: ",".repeat(301) });
    assert.equal(long.status, 422, `301 characters of tags were answered with ${long.status} instead of 422.`);
    const none = await write({ tags: "" });
    assert.equal(
      none.status,
      303,
      `A post without tags was answered with ${none.status} instead of 303: tags may stay empty.`,
    );
  });
}
