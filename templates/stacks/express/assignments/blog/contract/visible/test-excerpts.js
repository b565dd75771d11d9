// Checks of test-excerpts: test the excerpt of a post.
import assert from "node:assert/strict";
import { before, test } from "node:test";

const file = "src/posts/markdown";

// Other ways to write the same, which no test may refuse.
const right = {
  "the code as it is": { file, find: "words.length > 220", replace: "words.length > 220" },
  "code that finds the first paragraph in another way": {
    file,
    find: 'paragraphs.map(wordsOf).find(Boolean) ?? ""',
    replace: 'paragraphs.map(wordsOf).filter(Boolean)[0] ?? ""',
  },
};

const wrong = {
  "a long paragraph is not cut": { file, find: "words.length > 220", replace: "words.length > 220_000" },
  "the last paragraph is taken": { file, find: ".find(Boolean)", replace: ".findLast(Boolean)" },
  "the signs of Markdown stay in": {
    file,
    find: "paragraphs.map(wordsOf)",
    replace: "paragraphs.map(({ content }) => content)",
  },
};

export default function checks(app) {
  let problems;
  before(async () => {
    problems = await app.testCopies("tests/excerpts.test", { ...right, ...wrong });
  });

  for (const name of Object.keys(wrong)) {
    test(`your tests fail when ${name}, and pass on right code`, () => {
      for (const same of Object.keys(right))
        assert.equal(problems[same], undefined, `Your tests fail on ${same}: ${problems[same]}`);
      assert.notEqual(
        problems[name],
        undefined,
        `All your tests pass when ${name}: add one that fails then.`,
      );
    });
  }
}
