// Receipts: what is written into one, which texts are none, and the project that one stands for.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { fitsRow, projectFromReceipt, readReceipt, receiptOf } from "../../src/project/receipt.ts";
import { UserError } from "../../src/user-error.ts";

const catalog = openCatalog();
const [idea] = [...catalog.ideas.values()].filter(({ id }) => id === "api");
if (idea === undefined) throw new Error("There is no idea for an API.");
const answers = answersFor({ said: { folder: "my-api", author: "Ann" }, idea, catalog });
const [third, second, first] = [{ file: "0003_pens.sql" }, { file: "0002_users.sql" }, { file: "0001_books.sql", resource: "book", field: "pages" }];
const create = { verb: "create", answers, migrations: [] as unknown };
const receipt = { format: 1, version: "1.2.3", created: "2026-11-22", log: [create] as unknown };

const readBack = (changes: object) => () => readReceipt(JSON.stringify({ ...receipt, ...changes }));
const withAnswers = (changes: object) => readBack({ log: [{ ...create, answers: { ...answers, ...changes } }] });
const withMigrations = (migrations: unknown) => readBack({ log: [{ ...create, migrations }] });
const notAReceipt = (why: string) => `This is not a receipt (.backend-starter.json): ${why}.`;
const noMigrations = notAReceipt("its migrations are missing or not a list of files");

test("a receipt holds version, date, command and answers, and its migrations by their file names", () => {
  const project = createProject({ answers, created: "2026-11-22", catalog });
  const text = receiptOf({ project, version: "1.2.3", again: "npm create x@1.2.3", migrations: [third, second, first] });
  const { answers: kept } = project;
  expect(JSON.parse(text)).toEqual({ format: 1, version: "1.2.3", created: "2026-11-22", again: "npm create x@1.2.3", log: [{ verb: "create", answers: JSON.parse(JSON.stringify(kept)) as unknown, migrations: [first, second, third] }] });
  expect(text).toMatch(/^\{\n {2}"format": 1,\n {2}"version": "1\.2\.3",[^]*\n\}\n$/);
});

test("the receipt of a generator that came from no registry names no command", () => {
  const project = createProject({ answers, created: "2026-11-22", catalog });
  expect(receiptOf({ project, version: "1.2.3", again: undefined, migrations: [] })).not.toContain("again");
});

test("a receipt is read back as it is", () => {
  expect(readReceipt(JSON.stringify(receipt))).toEqual(JSON.parse(JSON.stringify(receipt)));
});

test.each<[string, object]>([
  ["format", { format: 2 }],
  ["version", { version: 1 }],
  ["date", { created: undefined }],
])("a text without a fitting %s is no receipt", (_, changes) => {
  expect(readBack(changes)).toThrow(notAReceipt("its format, version or date is missing"));
});

test.each(["[]", "1", "null"])("the JSON %s is no receipt", (text) => {
  expect(() => readReceipt(text)).toThrow(UserError);
  expect(() => readReceipt(text)).toThrow(notAReceipt("its format, version or date is missing"));
});

test("what is no JSON is no receipt", () => {
  expect(() => readReceipt("{")).toThrow(/^This is not a receipt \(\.backend-starter\.json\): it is not JSON: .*\.$/);
});

test.each(["1.2", "1.2.3.4", "v1.2.3", "1.2.3 ", "1.2.3_beta", "1.2.3-b/c", `1.2.3-${"x".repeat(45)}`])("the version %j is refused", (version) => {
  expect(readBack({ version })).toThrow(notAReceipt("its version does not look like 1.2.3"));
});

test.each(["0.0.1", "10.20.30", "1.2.3-beta.1", "1.2.3+build", "1.2.3-", `1.2.3-${"x".repeat(44)}`])("the version %j is accepted", (version) => {
  expect(readBack({ version })).not.toThrow();
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["an object", {}],
  ["an empty list", []],
  ["a text", ["create"]],
  ["another operation", [{ ...create, "verb": "add" }]],
  ["an operation without answers", [{ ...create, answers: [] }]],
])("a log with %s is refused", (_, log) => {
  expect(readBack({ log })).toThrow(notAReceipt("its log does not start with create"));
});

test("an operation of a later version is refused with the advice to use that one", () => {
  expect(readBack({ log: [create, { "verb": "add" }] })).toThrow("The receipt contains operations that this version does not know. Use the version that wrote it, or a newer one.");
});

test.each(["name", "database", "manager", "idea", "stack", "language", "title", "description", "author", "license"])("a receipt without the text %s is refused", (key) => {
  const says = notAReceipt(`the answer "${key}" is missing or has another form`);
  expect(withAnswers({ [key]: undefined })).toThrow(says);
  expect(withAnswers({ [key]: ["a"] })).toThrow(says);
});

test.each(["options", "resources"])("the answer %s is a list of texts", (key) => {
  const says = notAReceipt(`the answer "${key}" is missing or has another form`);
  for (const wrong of [undefined, "a", [1], ["a", null]]) expect(withAnswers({ [key]: wrong })).toThrow(says);
  expect(withAnswers({ [key]: [] })).not.toThrow();
});

test("the owner can be missing, but is no list", () => {
  expect(withAnswers({ owner: undefined })).not.toThrow();
  expect(withAnswers({ owner: "ann" })).not.toThrow();
  expect(withAnswers({ owner: 7 })).toThrow(notAReceipt('the answer "owner" is missing or has another form'));
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["an object", {}],
  ["a text", ["0001_a.sql"]],
  ["nothing in its list", [null]],
  ["a file that is no text", [{ file: 1 }]],
  ["a list with the name of a file", [{ file: ["0001_a.sql"] }]],
  ["a path", [{ file: "../0001_a.sql" }]],
  ["a number of three digits", [{ file: "001_a.sql" }]],
  ["upper case", [{ file: "0001_A.sql" }]],
  ["no ending", [{ file: "0001_a" }]],
  ["a long ending", [{ file: "0001_a.sqlsql" }]],
  ["a second ending", [{ file: "0001_a.sql.js" }]],
  ["no name", [{ file: "0001_.sql" }]],
  ["a resource that is no text", [{ file: "0001_a.sql", resource: 1 }]],
  ["a field that is no text", [{ file: "0001_a.sql", field: {} }]],
  ["a long resource", [{ file: "0001_a.sql", resource: "x".repeat(100) }]],
  ["one wrong file of two", [{ file: "0001_a.sql" }, { file: "x" }]],
])("migrations with %s are refused", (_, migrations) => {
  expect(withMigrations(migrations)).toThrow(noMigrations);
});

test("migrations with names and fields are accepted", () => {
  expect(withMigrations([first, second, { file: "9999_a1_b.js", resource: "x".repeat(99) }])).not.toThrow();
});

test("a receipt stands for its project", () => {
  const project = projectFromReceipt({ receipt: readReceipt(JSON.stringify({ ...receipt, log: [{ ...create, migrations: [first] }] })), catalog });
  expect([project.name, project.created, project.migrations, project.author, project.answers.ownIdea]).toEqual(["my-api", "2026-11-22", [first], "Ann", undefined]);
});

test("a custom idea in a receipt is checked again", () => {
  const ownIdea = { title: "Recipes", description: "All recipes.", resources: ["recipe title:string"], seeds: {} };
  const own = (changes: object) => () => projectFromReceipt({ receipt: readReceipt(JSON.stringify({ ...receipt, log: [{ ...create, answers: { ...answers, idea: "recipes", ownIdea: { ...ownIdea, ...changes } } }] })), catalog });
  expect(own({})().answers.ownIdea).toMatchObject({ title: "Recipes", resources: ["recipe title:string"] });
  expect(own({ resources: ["recipe title"] })).toThrow('"title"');
});

test.each([
  ["text", "a", true], ["text", ["a"], false], ["text", undefined, false], ["texts", ["a"], true], ["texts", "a", false], ["texts", [1], false],
  ["list", [], true], ["list", ["a", 1], false], ["either", false, true], ["either", "no", false],
] as const)("a kept answer of the kind %s may be %j: %s", (kind, answer, fits) => {
  expect(fitsRow({ kind, says: "", receipt: "always" }, answer)).toBe(fits);
  expect(fitsRow({ kind, says: "", receipt: "given" }, answer)).toBe(fits || answer === undefined);
});
