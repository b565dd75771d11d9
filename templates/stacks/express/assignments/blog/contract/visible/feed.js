// Checks of feed: serve a feed.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("GET /feed.xml is RSS with the newest post, and no draft", async () => {
    const author = await app.author();
    const [post, draft] = [await app.post(author), await app.post(author, { published: false })];
    const { status, headers, text } = await app.http("GET /feed.xml");
    assert.equal(status, 200, `The feed answered ${status} instead of 200.`);
    assert.match(
      headers.get("content-type") ?? "",
      /^application\/rss\+xml/,
      "The type of the answer is not application/rss+xml.",
    );
    assert.ok(text.includes(post.title), "The newest post is missing.");
    assert.ok(!text.includes(draft.title), "The feed shows a draft.");
    // Escaped once, as XML.
    assert.ok(text.includes(`&lt;p&gt;${post.body}`), "The HTML of a short post is missing, or escaped twice.");
    assert.match(
      text,
      /http:\/\/127\.0\.0\.1:\d+\/posts\//,
      "The links have no origin with a port, such as example.com:8080.",
    );
  });

  test("a long post stands there as its excerpt, which is text and not HTML", async () => {
    const word = app.word();
    const excerpt = `<b>${word}</b>`;
    await app.post(await app.author(), { body: "x".repeat(9_000), excerpt });
    const { text } = await app.http("GET /feed.xml");
    assert.ok(text.includes(word), "The excerpt of a long post is missing.");
    // Escaped once as HTML, and once more as XML.
    assert.ok(text.includes(`&amp;lt;b&amp;gt;${word}`), "The excerpt of a long post is not escaped.");
  });
}
