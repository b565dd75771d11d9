// Formats: how Canvas, Moodle and spreadsheets read the grades, with any names.
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText } from "../../src/gradebook/csv.ts";
import { formats } from "../../src/gradebook/formats.ts";
import type { Grade, Gradebook } from "../../src/gradebook/gradebook.ts";
import { withPseudonyms } from "../../src/gradebook/pseudonyms.ts";
import { importToCanvas, importToGrader, importToWorksheet } from "../support/gradebooks.ts";

const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).filter((text) => !/[\r\n]/.test(text)),
  fc.constantFrom("=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "Points Possible", "a;=1+1", 'Ann "The Pen" Lee', "Lee, Ann", "Zoë Ünal", "  Points Possible", "Student", "1,5"),
);
const score = fc.integer({ min: 0, max: 6_000 }).map((cents) => cents / 100);
const someGrades = fc.array(fc.record({ name, grade: fc.option(score, { nil: undefined }), section: fc.option(name, { nil: undefined }) }), { minLength: 1, maxLength: 12 });

function bookOf(rows: Partial<Grade>[]): Gradebook {
  const rest = { status: "graded", late: 0, timed: true, penalty: 0, of: 60, sandboxed: true, tasks: new Map([["find-post", 2]]) };
  const grades = rows.map((row, at) => ({ key: `s${at}`, name: "Ann", points: row.grade, ...rest, ...row }));
  return { grades, tasks: ["find-post"], of: 60, outdated: 0, waiting: 0 };
}

function written(format: string, book: Gradebook, title = "Week 3"): string {
  const found = formats[format];
  if (found === undefined) throw new Error(format);
  return csvText(found.table(book, title));
}

const byId = (rows: { grade?: number }[], id: (at: number) => string) =>
  new Map(rows.flatMap(({ grade }, at) => (grade === undefined ? [] : [[id(at), grade]])));

test.each(["canvas", "moodle"])("points of different totals are refused in a column of %s, which has one maximum", (format) => {
  const book = bookOf([{ grade: 50, email: "ann@example.com" }, { grade: 40, of: 48, email: "bob@example.com" }, { email: "cy@example.com", of: 12 }]);
  expect(() => written(format, book)).toThrow("Some points are of 60 and some of 48 (s1), and a column of");
  expect(written("csv", book).split("\n").map((row) => row.split(",")[7])).toEqual(["of", "60", "48", "12", undefined]);
});

test("no number has more than two decimals", () => {
  const book = bookOf([{ grade: 8.333, points: 25 / 3, tasks: new Map([["find-post", 16 / 3]]) }]);
  expect(written("csv", book)).toContain(",8.33,60,0,0,8.33,yes,5.33\n");
});

test("Canvas matches every graded student by each kind of ID, and finds the maximum, with any names", () => {
  fc.assert(fc.property(someGrades, fc.constantFrom("id", "sis_user_id", "sis_login_id"), (rows, key) => {
    const book = bookOf(rows.map((row, at) => ({ ...row, [key]: String(100 + at) })));
    const users = rows.map((_, at) => ({ id: String(100 + at), sisUser: String(100 + at), sisLogin: String(100 + at), name: `Another ${at}` }));
    expect(importToCanvas(written("canvas", book), users)).toEqual({ title: "Week 3", of: 60, grades: byId(rows, (at) => String(100 + at)) });
  }));
});

test("an ID that is not a number never matches another student in Canvas", () => {
  const text = written("canvas", bookOf([{ name: "Ann", id: "7b", grade: 5 }]));
  expect(importToCanvas(text, [{ id: "7", name: "Bob" }, { id: "8", name: "Ann" }]).grades).toEqual(new Map([["8", 5]]));
});

test.each(["Final Grade", "My Current Score of week 3", "Override Status"])("the column %s, which Canvas would ignore, is refused", (title) => {
  expect(() => written("canvas", bookOf([]), title)).toThrow("Canvas ignores a column");
});

test("Moodle's worksheet matches every graded participant, and its grade import every email address", () => {
  fc.assert(fc.property(someGrades, (rows) => {
    fc.pre(rows.some(({ grade }) => grade !== undefined));
    const participants = bookOf(rows.map((row, at) => ({ ...row, id: `Participant ${at}` })));
    expect(importToWorksheet(written("moodle", participants))).toEqual(byId(rows, String));
    const emails = rows.map((_, at) => `Student${at}@Example.com`);
    const byEmail = bookOf(rows.map((row, at) => ({ ...row, email: emails[at] })));
    expect(importToGrader(written("moodle", byEmail), emails)).toEqual({ title: "Week 3", grades: byId(rows, (at) => emails[at] ?? "") });
  }));
});

test("a student without an email address or Moodle ID is refused by name", () => {
  expect(() => written("moodle", bookOf([{ name: "Ann Lee", grade: 3 }]))).toThrow('neither an email nor Moodle\'s identifier for "Ann Lee"');
});

test("no cell is a formula with any delimiter, and the same grades give the same bytes", () => {
  fc.assert(fc.property(someGrades, name, fc.constantFrom(...Object.keys(formats)), (rows, title, format) => {
    fc.pre(!/(Current|Final) (Score|Points|Grade)|Override/.test(title));
    const book = bookOf(rows.map((row, at) => ({ ...row, email: `=${at}@example.com`, username: row.name })));
    const text = written(format, book, title);
    for (const delimiter of [",", ";", "\t"]) {
      const cells = parse(text, { delimiter, relax_column_count: true, relax_quotes: true }).flat();
      expect(cells.filter((cell) => /^[=+@\t\r]|^-(?!\d)/.test(cell))).toEqual([]);
    }
    expect(written(format, book, title)).toBe(text);
  }));
});

test("pseudonyms reveal nothing about a student, and are unique and stable", () => {
  const book = bookOf([{ key: "ann-lee", name: "Ann Lee", email: "ann@example.com", username: "annlee", section: "A", grade: 5 }, { key: "bob", name: "Bob Ray", grade: 7 }]);
  const text = written("csv", withPseudonyms(book, "a secret"));
  expect(text).not.toMatch(/ann|lee|bob|ray|,A,/i);
  expect(text).toBe(written("csv", withPseudonyms(book, "a secret")));
  expect(text).not.toBe(written("csv", withPseudonyms(book, "another")));
  expect(new Set(parse<{ student: string }>(text, { columns: true }).map(({ student }) => student)).size).toBe(2);
});

test("no cell is a formula for a program that splits lines at semicolons or tabs, with quotes or without", () => {
  for (const separator of [";", "\t"]) {
    for (const between of ["", '"', '""', " ", ' "']) {
      for (const sign of ["=", "+", "-", "@", "＝", "＋", "－", "＠"]) {
        const line = csvText([["ann", `Lee${separator}${between}${sign}1+1;"${sign}2`]]).trimEnd();
        const cells = line.split(separator).map((cell) => cell.replace(/^["\s]+/, ""));
        for (const cell of cells) expect(cell, line).not.toMatch(/^[=+\-@＝＋－＠]/);
      }
    }
  }
});
