// Held-back checks of test-excerpts: mistakes that the brief implies, and other ways to write the code of each copy.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
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

/** Copies that hold no mistake, here and in the visible checks. */
const harmless = ["the code as it is", "code that finds the first paragraph in another way", "right"];

/** Copies as no student has seen them, at random: a test that knows code by sight knows none. Others stay as they are. */
export function inOtherWays(changes) {
  const isNamed = (name) => harmless.includes(name) || parts.some(({ mistakes = {} }) => name in mistakes);
  const another = (name, change) => (isNamed(name) ? parts.map((part) => wayOf(part, name)) : change);
  return Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, another(name, change)]));
}

function wayOf({ find, ways, mistakes = {} }, name) {
  const choice = mistakes[name] ?? ways;
  return { file, find, replace: choice[randomInt(choice.length)] };
}

const code = String.raw;

/** The code in parts. All ways of a part do the same, and all of a mistake do what its copy does. */
export const parts = [
  {
    find: "const tokens = markdown.parse(body.slice(0, 2_000), {});",
    ways: [
      code`const tokens = markdown.parse(body.substring(0, 2e3), {});`,
      code`const beginning = body.length > 2_000 ? body.slice(0, 2_000) : body;
  const tokens = markdown.parse(beginning, {});`,
    ],
  },
  {
    find: 'const paragraphs = tokens.filter((_, at) => tokens[at - 1]?.type === "paragraph_open");',
    ways: [
      code`const paragraphs = tokens.flatMap(({ type }, at) => (type === "paragraph_open" ? tokens[at + 1] : []));`,
      code`const paragraphs = [];
  for (let at = 1; at < tokens.length; at += 1)
    if (tokens[at - 1].type === "paragraph_open") paragraphs.push(tokens[at]);`,
    ],
  },
  {
    find: 'const words = paragraphs.map(wordsOf).find(Boolean) ?? "";',
    ways: [
      code`let words = "";
  for (const paragraph of paragraphs) words ||= wordsOf(paragraph);`,
      code`const [words = ""] = paragraphs.map(wordsOf).filter((each) => each.length > 0);`,
      code`const words = paragraphs.reduce((found, each) => (found === "" ? wordsOf(each) : found), "");`,
    ],
    mistakes: {
      "the last paragraph is taken": [
        code`let words = "";
  for (const paragraph of paragraphs) words = wordsOf(paragraph) || words;`,
        code`const [words = ""] = paragraphs.reverse().map(wordsOf).filter((each) => each.length > 0);`,
        code`const words = paragraphs.reduceRight((found, each) => (found === "" ? wordsOf(each) : found), "");`,
      ],
      "the signs of Markdown stay in": [
        code`let words = "";
  for (const paragraph of paragraphs) words ||= paragraph.content || wordsOf(paragraph);`,
        code`const asWritten = (each) => each.content;
  const [words = ""] = paragraphs.map(asWritten).filter((each) => each.length > 0);`,
        code`const words = paragraphs.reduce((found, each) => (found === "" ? each.content : found), "");`,
      ],
    },
  },
  {
    find: 'return words.length > 220 ? `${words.slice(0, 220).replace(/ [^ ]*$|\\p{Cs}$/u, "")} …` : words;',
    ways: [
      code`if (words.length <= 220) return words;
  const whole = words.slice(0, 220).replace(/ [^ ]*$|\p{Cs}$/u, "");
  return whole + " …";`,
      code`const start = words.slice(0, 220);
  const end = start.lastIndexOf(" ");
  const whole = end < 0 ? start.replace(/\p{Cs}$/u, "") : start.slice(0, end);
  return start.length < words.length ? whole.concat(" …") : words;`,
      code`const some = words.slice(0, 220).split(" ");
  const whole = some.length > 1 ? some.slice(0, -1).join(" ") : some[0].replace(/\p{Cs}$/u, "");
  return words.length < 221 ? words : [whole, "…"].join(" ");`,
    ],
    mistakes: {
      "a long paragraph is not cut": [
        code`if (words.length <= 2_200) return words;
  const whole = words.slice(0, 220).replace(/ [^ ]*$|\p{Cs}$/u, "");
  return whole + " …";`,
        code`const start = words.slice(0);
  const end = start.lastIndexOf(" ");
  const whole = end < 0 ? start.replace(/\p{Cs}$/u, "") : start.slice(0, end);
  return start.length < words.length ? whole.concat(" …") : words;`,
        code`const some = words.slice(0, 220).split(" ");
  const whole = some.length > 1 ? some.slice(0, -1).join(" ") : some[0].replace(/\p{Cs}$/u, "");
  return words.length < 2_210 ? words : [whole, "…"].join(" ");`,
      ],
      "a word is cut in the middle": [
        code`if (words.length <= 220) return words;
  const whole = words.slice(0, 220).replace(/\p{Cs}$/u, "");
  return whole + " …";`,
        code`const start = words.slice(0, 220);
  const end = start.lastIndexOf(" ", 0);
  const whole = end < 0 ? start.replace(/\p{Cs}$/u, "") : start.slice(0, end);
  return start.length < words.length ? whole.concat(" …") : words;`,
        code`const some = [words.slice(0, 220)];
  const whole = some.length > 1 ? some.slice(0, -1).join(" ") : some[0].replace(/\p{Cs}$/u, "");
  return words.length < 221 ? words : [whole, "…"].join(" ");`,
      ],
    },
  },
  {
    find: 'const parts = (children ?? []).map(({ type, content }) => (type.endsWith("break") ? " " : content));',
    ways: [
      code`const parts = (children ?? []).map(({ type, content }) => (/break$/.test(type) ? " " : content));`,
      code`const parts = [];
  for (const child of children ?? []) parts.push(child.type.endsWith("break") ? " " : child.content);`,
    ],
    mistakes: {
      "two lines run together": [
        code`const parts = (children ?? []).map(({ type, content }) => (/^break/.test(type) ? " " : content));`,
        code`const parts = [];
  for (const child of children ?? []) parts.push(child.type === "break" ? " " : child.content);`,
      ],
    },
  },
  {
    find: 'return parts.join("").trim();',
    ways: [
      code`return parts.reduce((text, part) => text + part, "").trim();`,
      code`let text = "";
  for (const part of parts) text += part;
  return text.trim();`,
    ],
  },
];
