// Held-back checks of tag-page: show the posts with a tag.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a tag with special characters is shown as text", async () => {
    const tag = "c++&d";
    const { title } = await app.post(await app.author(), { tags: [tag] });
    const { text } = await app.http(`GET /tags/${encodeURIComponent(tag)}`);
    assert.ok(text.includes(title), "The post with the tag c++&d is missing.");
    assert.ok(text.includes("c++&amp;d"), "The tag is not escaped.");
  });
}
