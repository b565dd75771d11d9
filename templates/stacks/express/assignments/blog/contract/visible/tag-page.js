// Checks of tag-page: show the posts with a tag.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("GET /tags/:tag shows the posts with this tag, and no others", async () => {
    const author = await app.author();
    const tag = app.word();
    const tagged = await app.post(author, { tags: [tag] });
    const other = await app.post(author);
    const { status, text } = await app.http(`GET /tags/${tag}`);
    assert.equal(status, 200, `The page answered ${status} instead of 200.`);
    assert.ok(text.includes(tagged.title), "The post with the tag is missing.");
    assert.ok(!text.includes(other.title), "A post without the tag is shown.");
  });

  test("the page has a heading with the tag", async () => {
    const tag = app.word();
    const { text } = await app.http(`GET /tags/${tag}`);
    assert.match(text, new RegExp(`<h1[^>]*>[^<]*${tag}`), "There is no <h1> with the name of the tag.");
  });
}
