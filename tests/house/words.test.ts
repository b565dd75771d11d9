// English: how files open, and words that plain technical English does not need.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Translations and figures of speech, each with what a reference would say. */
const unwanted: [pattern: RegExp, instead: string][] = [
  [/\bcure[sd]?\b/i, "fix"],
  [/\black(s|ed|ing)?\b/i, "missing"],
  [/\bscenes?\b/i, "the thing itself"],
  [/\bdesks?\b/i, "the thing itself"],
  [/\bstrangers?\b/i, "attackers, or anyone"],
  [/\bheed(s|ed)?\b/i, "handle"],
  [/\bbeside\b/i, "next to, or compared with"],
  [/\bwhoever\b/i, "anyone who"],
  [/\bof one's own\b/i, "custom"],
  [/\banew\b/i, "again"],
  [/\bthrice\b/i, "three times"],
  [/\brehears\w+/i, "check first"],
  [/\bwares\b/i, "the thing itself"],
  [/\bverbs?\b/i, "command"],
  [/\bafresh\b/i, "again"],
  [/\blog-(in|out)s?\b/i, "login, logout"],
  [/\b(make|makes|made|making) (a|an|the|no|new|another) (new )?(repo|repository|project|account)s?\b/i, "create"],
  [/\b(at most|longer than|up to) [\d,]+ letters\b/i, "characters"],
];

/** Where one of these words is meant: in the text of a licence, and in the format of the receipt. */
const meant = /^templates\/licenses\/|\bverb: "create"|"verb"|\.verb\b/;

const ours = ["src", "tests", "scripts", "benchmarks", "templates"];
const documents = ["docs", "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];
const skipped = /package-lock\.json$|^tests\/(snapshots|fixtures)\/|^tests\/house\/words/;
const files = [...ours, ...documents].flatMap(filesIn).filter((path) => !skipped.test(path));
const texts = files.filter((path) => /\.(ts|js|cjs|css|sql|md|ejs|html|hbs|json|ya?ml)$/.test(path));
const code = files.filter((path) => /\.(ts|js|cjs|css)$/.test(path));

test.each(texts)("%s uses plain words", (path) => {
  const lines = readFileSync(join(root, path), "utf8").split("\n").map((text, at) => ({ text, at: `${path}:${at + 1}` }));
  const found = lines.flatMap(({ text, at }) => {
    const words = unwanted.filter(([pattern]) => pattern.test(text) && !meant.test(path) && !meant.test(text));
    return words.map(([, instead]) => `${at} ${text.trim()} (${instead})`);
  });
  expect(found).toEqual([]);
});

/** "1 tasks": a number that can be 1 gets its noun from `counted`. "points to" is a verb. */
const ownPlural = /\$\{[^`]*\} (open )?(tasks|students|submissions|results|points(?! to)|hours)\b/;

test("numbers of things in messages come from counted()", () => {
  const lines = code.filter((path) => path.startsWith("src/")).flatMap((path) => readFileSync(join(root, path), "utf8").split("\n").map((text) => `${path}: ${text.trim()}`));
  expect(lines.filter((line) => ownPlural.test(line))).toEqual([]);
});

/** The same in what a test expects or a manual shows; a test of `generated` that expects it is seen late. */
const writtenPlural = /(?<![\\\d.,-])1 (of 1 )?(open )?(tasks|students|submissions|results|points(?! to)|hours)\b/;

test("no test expects, and no document shows, one thing in the plural", () => {
  const lines = texts.flatMap((path) => readFileSync(join(root, path), "utf8").split("\n").map((text) => `${path}: ${text.trim()}`));
  expect(lines.filter((line) => writtenPlural.test(line))).toEqual([]);
});

test.each(code)("%s opens with its noun and what it holds or does", (path) => {
  const [first] = readFileSync(join(root, path), "utf8").replace(/^#!.*\n/, "").split("\n");
  expect(first).toMatch(/^(\/\/|\/\*) [A-Z`][^:]{0,40}: \S/);
  expect(first).not.toMatch(/^\S+ (What|Who|Which|Where|Whether|How)\b/);
});

test.each(texts.filter((path) => /^[A-Z]+\.md$|^docs\//.test(path)))("%s has lines of at most 200 columns, but for rows of tables", (path) => {
  expect(readFileSync(join(root, path), "utf8").split("\n").filter((line) => line.length > 200 && !line.startsWith("| "))).toEqual([]);
});

/** The files in a place, by their paths with forward slashes. */
function filesIn(place: string): string[] {
  if (statSync(join(root, place)).isFile()) return [place];
  const entries = readdirSync(join(root, place), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => join(parentPath, name).slice(root.length).replaceAll("\\", "/").replace(/^\//, "")).sort();
}

/** Enough to explain, and not so much that code has to be searched for. */
test("8 to 12 % of the lines of src are comments", () => {
  const lines = filesIn("src").flatMap((path) => readFileSync(join(root, path), "utf8").trimEnd().split("\n"));
  const comments = lines.filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line));
  expect(comments.length / lines.length).toBeGreaterThan(0.08);
  expect(comments.length / lines.length).toBeLessThanOrEqual(0.12);
});
