// Checks of your-posts: list the user's own posts.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("GET /your-posts shows drafts and published posts of the user, and nobody else's", async () => {
    const [ann, bob] = [await app.author(), await app.author()];
    const [draft, published, foreign] = [
      await app.post(ann, { published: false }),
      await app.post(ann),
      await app.post(bob),
    ];
    const { status, text } = await app.http("GET /your-posts", { session: ann.session });
    assert.equal(status, 200, `The page answered ${status} instead of 200.`);
    assert.ok(text.includes(draft.title), "A draft of the user is missing.");
    assert.ok(text.includes(published.title), "A published post of the user is missing.");
    assert.ok(!text.includes(foreign.title), "A post of somebody else is shown.");
  });

  test("drafts come first, then the newest", async () => {
    const ann = await app.author();
    const [first, second, draft] = [
      await app.post(ann),
      await app.post(ann),
      await app.post(ann, { published: false }),
    ];
    const { text } = await app.http("GET /your-posts", { session: ann.session });
    const order = [draft, second, first].map(({ title }) => text.indexOf(title));
    assert.ok(!order.includes(-1), "A post of the user is missing.");
    assert.ok(
      order.every((place, at) => at === 0 || place > order[at - 1]),
      "The order is not: drafts, the newest, the oldest.",
    );
  });

  test("51 posts are two pages: 50 on the first, the oldest on the second", async () => {
    const ann = await app.author();
    const [oldest] = [await app.post(ann)];
    for (let count = 0; count < 50; count += 1) await app.post(ann);
    const first = await app.http("GET /your-posts", { session: ann.session });
    const second = await app.http("GET /your-posts?page=2", { session: ann.session });
    assert.ok(!first.text.includes(oldest.title), "The first page holds more than its limit.");
    assert.ok(
      first.text.includes("page=2"),
      "The first page has no link to the second: is total the number of all posts?",
    );
    assert.ok(second.text.includes(oldest.title), "The second page does not hold the oldest post.");
  });
}
