// Checks of search: search in whole posts.
import assert from "node:assert/strict";
import { test } from "node:test";

export default function checks(app) {
  test("a word in the text of a post finds it", async () => {
    const author = await app.author();
    const [word, second] = [app.word(), app.word()];
    const hit = await app.post(author, { body: `Some ${word} and ${second}` });
    const miss = await app.post(author);
    const { text } = await app.http(`GET /search?q=${word}`);
    assert.ok(text.includes(hit.title), "The post with the word is missing.");
    assert.ok(!text.includes(miss.title), "A post without the word is shown.");
    const { text: two } = await app.http(`GET /search?q=${second}+${word}`);
    assert.ok(two.includes(hit.title), "Two words of the post, in another order, do not find it.");
    const { text: others } = await app.http(`GET /search?q=${word.slice(0, -2)}`);
    assert.ok(!others.includes(hit.title), "A part of a word finds the post: only whole words should.");
  });

  test("other forms of a word find it too: queries, query", async () => {
    const hit = await app.post(await app.author(), { title: `${app.word()} about queries` });
    const { text } = await app.http("GET /search?q=query");
    assert.ok(
      text.includes(hit.title),
      "A search for query does not find queries: compare search with an English query, by @@.",
    );
  });
}
