// Held-back checks of test-excerpts: mistakes that the brief implies.
import assert from "node:assert/strict";
import { before, test } from "node:test";

const file = "src/posts/markdown";
const right = {
  file,
  find: "const paragraphs = tokens.filter((_, at) =>",
  replace: "const paragraphs = tokens.filter((token, at) =>",
};
const wrong = {
  "a word is cut in the middle": { file, find: "/ [^ ]*$|", replace: "/" },
  "two lines run together": { file, find: '? " " : content', replace: '? "" : content' },
};

export default function checks(app) {
  let problems;
  before(async () => {
    problems = await app.testCopies("tests/excerpts.test", { right, ...wrong });
  });

  for (const name of Object.keys(wrong)) {
    test(`your tests fail when ${name}, and pass on right code`, () => {
      assert.equal(problems.right, undefined, `Your tests fail on right code: ${problems.right}`);
      assert.notEqual(
        problems[name],
        undefined,
        `All your tests pass when ${name}: add one that fails then.`,
      );
    });
  }
}
