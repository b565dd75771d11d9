// Class files: which are read, which are refused with what is wrong in them, and how one is written.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { classIn, classText, readClass, usernamePattern, type Class } from "../../src/roster/class-file.ts";
import { UserError } from "../../src/user-error.ts";
import { temporary } from "../support/sandbox.ts";

const commit = "a".repeat(40);
const student = { key: "ann-lee", members: [{ name: "Ann Lee" }] };
const whole: Class = { format: 1, org: "acme", server: "https://github.com", root: commit, students: [{ ...student, repo: "acme/week-3-ann-lee", group: "A", created: true, invited: ["ann"], pushed: commit }] };

function folderWith(content: object): string {
  const folder = temporary();
  writeFileSync(join(folder, "class.json"), JSON.stringify(content));
  return folder;
}

const withStudent = (changes: object) => folderWith({ ...whole, students: [student, { ...student, key: "bo", ...changes }] });
const refusal = (folder: string, problem: string) => `${JSON.stringify(join(folder, "class.json"))} ${problem}. Restore it from a copy.`;

test("a class is read as it was written", () => {
  const folder = temporary();
  writeFileSync(join(folder, "class.json"), classText(whole));
  expect(readClass(folder)).toEqual(whole);
  expect(classIn(folder)).toEqual(whole);
});

test("a class of 10,000 with long names is read as it was written", () => {
  const folder = temporary();
  const students = Array.from({ length: 10_000 }, (_, at) => ({ key: `s${at}`, repo: `acme/week-3-s${at}`, group: "Ü".repeat(200), members: [{ name: "x".repeat(200), email: `s${at}@example.com`, username: `s${at}` }] }));
  writeFileSync(join(folder, "class.json"), classText({ ...whole, students }));
  expect(readClass(folder)?.students).toEqual(students);
});

test("a class is written with two spaces and a final line end", () => {
  expect(classText({ format: 1, root: commit, students: [] })).toBe(`{\n  "format": 1,\n  "root": "${commit}",\n  "students": []\n}\n`);
});

test("a folder without a class has none, and a command that needs one says how to hand out", () => {
  const folder = temporary();
  expect(readClass(folder)).toBeUndefined();
  expect(() => classIn(folder)).toThrow(`${JSON.stringify(folder)} was not handed out yet: it has no class.json. Hand it out with assignment handout.`);
});

test.each<[string, object]>([
  ["another format", { format: 2 }],
  ["no root", { root: undefined }],
  ["a short root", { root: "abc" }],
  ["a root with upper case", { root: "A".repeat(40) }],
  ["a root of 41 digits", { root: "a".repeat(41) }],
  ["a root that is no text", { root: 1 }],
  ["no list of students", { students: {} }],
  ["an organisation that is no text", { org: 1 }],
  ["a server that is no text", { server: [] }],
])("a class with %s is refused", (_, changes) => {
  const folder = folderWith({ ...whole, ...changes });
  expect(() => readClass(folder)).toThrow(refusal(folder, "is no class of format 1"));
});

test("a root of SHA-256 is one too, and an organisation can be missing", () => {
  expect(readClass(folderWith({ format: 1, root: "b".repeat(64), students: [] }))).toMatchObject({ root: "b".repeat(64) });
});

test.each<[string, object]>([
  ["no key", { key: undefined }],
  ["a key with upper case", { key: "Bo" }],
  ["a key that is a path", { key: "../bo" }],
  ["a key of 101 characters", { key: "b".repeat(101) }],
  ["a repository without an owner", { repo: "week-3-bo" }],
  ["a repository with three parts", { repo: "acme/week-3/bo" }],
  ["a repository that begins with a dash", { repo: "-acme/week-3-bo" }],
  ["a repository that ends with a space", { repo: "acme/week-3-bo " }],
  ["a repository that is no text", { repo: 1 }],
  ["a commit that is none", { pushed: "main" }],
  ["a group that is no text", { group: 1 }],
  ["no members", { members: undefined }],
  ["an empty list of members", { members: [] }],
  ["a member that is a text", { members: ["Bo"] }],
  ["a member without a name", { members: [{ username: "bo" }] }],
  ["a member with a number", { members: [{ name: "Bo", id: 7 }] }],
  ["a member with a username that is none", { members: [{ name: "Bo", username: "bo/x" }] }],
  ["one wrong member of two", { members: [{ name: "Bo" }, {}] }],
])("a student with %s is refused with the number", (_, changes) => {
  const folder = withStudent(changes);
  expect(() => readClass(folder)).toThrow(refusal(folder, "has no student at number 2 of its list"));
});

test("a student that is no object is refused", () => {
  const folder = folderWith({ ...whole, students: ["ann"] });
  expect(() => readClass(folder)).toThrow(refusal(folder, "has no student at number 1 of its list"));
});

test.each<object>([
  { key: "b".repeat(100) },
  { repo: "a.c_m-e/9.x" },
  { pushed: "b".repeat(64) },
  { group: "Team" },
  { members: [{ name: "Bo", username: "bo", email: "bo@example.com" }] },
])("a student with %j is accepted", (changes) => {
  expect(readClass(withStudent(changes))?.students[1]).toMatchObject(changes);
});

test("a key that is there twice is refused", () => {
  const folder = folderWith({ ...whole, students: [student, student] });
  expect(() => readClass(folder)).toThrow(UserError);
  expect(() => readClass(folder)).toThrow(refusal(folder, "has a key twice"));
});

test("a folder in place of the file is refused", () => {
  const folder = temporary();
  mkdirSync(join(folder, "class.json"));
  expect(() => readClass(folder)).toThrow(`The class ${JSON.stringify(join(folder, "class.json"))} is not a regular file.`);
});

test.each<[string, boolean]>([
  ["ann", true], ["Ann-Lee", true], ["ann_acme", true], ["a1-b2-c3", true], ["ann-", true], ["x".repeat(49), true],
  ["x".repeat(50), false], ["-ann", false], ["ann--lee", false], ["ann.lee", false], ["", false], ["ann_", false],
])("the username %j is one: %s", (name, is) => {
  expect(usernamePattern.test(name)).toBe(is);
});
