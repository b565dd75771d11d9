// Rosters: those of classroom tools and of spreadsheets are read, and every invalid row is reported.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { enrol } from "../../src/roster/enrolment.ts";
import { readRoster, type Entry } from "../../src/roster/roster.ts";
import { UserError } from "../../src/user-error.ts";
import { hostileText } from "../support/arbitrary.ts";
import { temporary } from "../support/sandbox.ts";

function roster(content: string | Buffer): Entry[] {
  const file = join(temporary(), "roster.csv");
  writeFileSync(file, content);
  return readRoster(file);
}

test("reads the roster of GitHub Classroom", () => {
  expect(roster('identifier,github_username,github_id,name\n"ann@example.com","ann-lee","123","Ann Lee"\n"bo@example.com","","",""\n')).toEqual([
    { members: [{ name: "Ann Lee", username: "ann-lee", github_id: "123", id: "ann@example.com" }] },
    { members: [{ name: "bo@example.com", id: "bo@example.com" }] },
  ]);
});

test("reads the roster of Classroom 50", () => {
  expect(roster("username,first_name,last_name,email,section,github_id\nann-lee,Ann,Lee,ann@example.com,A,123\n")).toEqual([
    { members: [{ name: "Ann Lee", username: "ann-lee", email: "ann@example.com", section: "A", github_id: "123" }] },
  ]);
});

test("reads the rosters of Canvas and Moodle", () => {
  expect(roster('Student,ID,SIS User ID,SIS Login ID,Section\n"Lee, Ann",17,u17,alee,Web 101\n')[0]).toEqual({ members: [{ name: "Lee, Ann", id: "17", sis_user_id: "u17", sis_login_id: "alee", section: "Web 101" }] });
  const whole = 'Student,ID,SIS User ID,SIS Login ID,Section,Quiz (1)\n    Points Possible,,,,,10\n"Lee, Ann",17,u17,alee,Web 101,7\n"Student, Test",18,,7e1,Web 101,\n';
  expect(roster(whole).map(({ members }) => members[0]?.name)).toEqual(["Lee, Ann"]);
  expect(roster('name\n"Student, Test"\nPoints Possible\n')).toHaveLength(2);
  expect(roster('"First name","Last name","Email address"\nAnn,Lee,ann@example.com\n')[0]).toEqual({ members: [{ name: "Ann Lee", email: "ann@example.com" }] });
});

test.each<[string, string | Buffer]>([
  ["a byte order mark", "\uFEFFname,github\nAnn Lee,ann-lee\n"],
  ["semicolons", 'name;github\n"Ann Lee";ann-lee\n'],
  ["tabs and Windows' line ends", "name\tgithub\r\nAnn Lee\tann-lee\r\n"],
  ["spaces, empty rows and more columns", "Name , GitHub , Notes\n\n Ann Lee , ann-lee , =1+1\n,,\n"],
  ["empty rows above the header", "\n,,\n \nname,github\nAnn Lee,ann-lee\n"],
  ["a profile's address and a dash", "name,github,email\nAnn Lee,https://github.com/ann-lee,-\n"],
  ["an @", "name,github\nAnn Lee,@ann-lee\n"],
])("reads a roster with %s", (_, content) => {
  expect(roster(content)).toEqual([{ members: [{ name: "Ann Lee", username: "ann-lee" }] }]);
});

test("a column for groups gives one entry per group", () => {
  const entries = roster("name,group\nAnn,Team A\nBo,\nCy,team a\n");
  expect(entries).toEqual([{ group: "Team A", members: [{ name: "Ann" }, { name: "Cy" }] }, { members: [{ name: "Bo" }] }]);
  expect(enrol(entries, []).students.map(({ key }) => key)).toEqual(["team-a", "bo"]);
});

test.each<[string, string | Buffer, string]>([
  ["a formula", 'name\nAnn\n"=HYPERLINK(""x"")"\n', "Row 3 of the roster has a cell that a spreadsheet would run"],
  ["a formula below empty rows", "\n\nname\n+49\n", "Row 4 of the roster has a cell that a spreadsheet would run"],
  ["empty rows alone", "\n,\n\n", "names no column such as name. Write name in the first row."],
  ["a plus", "name\n+49\n", "Row 2 of the roster has a cell that a spreadsheet would run"],
  ["a line break in a cell", 'name\n"Ann\nLee"\n', 'Row 2 of the roster contains a line break or an invisible character: "Ann\\nLee"'],
  ["a right-to-left override", "name\nAnn\u202Eeel\n", "Row 2 of the roster contains a line break or an invisible character"],
  ["a space without a width", "name\nAnn\u200BLee\n", 'Row 2 of the roster contains a line break or an invisible character: "Ann\\u200BLee"'],
  ["the same name in another case and another spelling of its bytes", "name\nZo\u00EB\nzoe\u0308\n", "Row 3 of the roster repeats the name zo\u00EB of row 2."],
  ["a long cell", `name\n${"x".repeat(201)}\n`, "Row 2 of the roster has a cell of more than 200 characters."],
  ["a bad username", "name,username\nAnn,ann lee\n", 'Row 2 of the roster has "ann lee", which is no GitHub username.'],
  ["a path as a username", "name,username\nAnn,../../etc\n", "which is no GitHub username."],
  ["a rounded number", "name,github_id\nAnn,1.2E+07\n", "which is no number of a GitHub account."],
  ["the same username", "name,username\nAnn,ann\nBo,bo\nCy,ANN\n", "Row 4 of the roster repeats the username ann of row 2."],
  ["the same name and nothing else", "name\nAnn Lee\nAnn Lee\n", "Row 3 of the roster repeats the name ann lee of row 2. Add a column username or email, or delete one."],
  ["a comma without quotes", "name,username\nLee, Ann,ann\n", "Row 2 of the roster has 3 cells, and the first row 2. Put a cell with a comma into quotes."],
  ["no name", "name,username\n,\n-,-\n", "Row 3 of the roster has no name."],
  ["a name that nobody can see", "name\nAnn\n\u200D\n", "Row 3 of the roster has no name."],
  ["no known column", "nam,points\nAnn,3\n", "names no column such as name. Did you mean name?"],
  ["two columns of one name", "name,name\nAnn,Lee\n", 'has two columns "name".'],
  ["an open quote", 'name\n"Ann\n', "has a quote in the wrong place in line"],
  ["UTF-16", Buffer.from("\uFEFFname\nAnn\n", "utf16le"), 'is UTF-16. Save it as "CSV UTF-8".'],
  ["UTF-16 without a byte order mark", Buffer.from("name\nAnn\n", "utf16le"), "is not text: it contains NUL, as UTF-16 does."],
  ["Latin-1", Buffer.from("name\nAnn\nZo\xEB\n", "latin1"), "is not UTF-8 (line 3)."],
  ["no students", "name\n", "has no students."],
  ["an empty file", "", "names no column such as name. Write name in the first row."],
  ["more than 10,000 rows", `name\n${Array.from({ length: 10_001 }, (_, at) => `s${at}`).join("\n")}`, "has more than 10000 rows."],
])("a roster is refused for %s", (_, content, says) => {
  expect(() => roster(content)).toThrow(expect.objectContaining({ message: expect.stringContaining(says) as string }) as Error);
});

test("any text is read or refused with one sentence, and keys are valid and unique", () => {
  fc.assert(fc.property(fc.array(fc.record({ name: hostileText, username: fc.oneof(hostileText, fc.stringMatching(/^[a-z]{1,9}$/)), group: fc.constantFrom("", "a", "b", "../x") }), { maxLength: 8 }), (rows) => {
    try {
      const keys = enrol(roster(stringify(rows, { header: true, columns: ["name", "username", "group"] })), []).students.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of keys) expect(key).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect((error as Error).message).not.toMatch(/[\n\0\u202E]/);
    }
  }), { numRuns: 200 });
});

test("10,000 rows are read, and recognised when read again", () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => `Ann Lee,ann-${at},ann${at}@example.com`);
  const entries = roster(`name,username,email\n${rows.join("\n")}\n`);
  const { students } = enrol(entries, []);
  expect(new Set(students.map(({ key }) => key)).size).toBe(10_000);
  expect(enrol(entries, students)).toEqual({ students, added: [], missing: [] });
});
