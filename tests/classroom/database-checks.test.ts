// Database checks: where their files are, and whether an own repo's app gets a database.
import { expect, test } from "vitest";
import type { Catalog, DatabaseKind } from "../../src/catalog/catalog.ts";
import { databaseChecks, databaseGrading, databaseOf } from "../../src/classroom/database-checks.ts";

const kind = { id: "sql", title: "SQL", checks: { server: "SQL_URL", driver: "sql-driver" } } as DatabaseKind;
const catalogOf = (...kinds: DatabaseKind[]) => ({ databases: new Map(kinds.map((each) => [each.id, each])) }) as Catalog;
const catalog = catalogOf(kind, { ...kind, id: "other" });

const run = (environment?: Record<string, string>) => ({ install: "", start: "", environment });
const asking = run({ PORT: "{port}", URL: "{database}?x=1" });
const manifest = (content: object) => new Map([["package.json", JSON.stringify(content)]]);
const driver = { "sql-driver": "1" };

test("its files for students and for grading are in the folder of the database", () => {
  expect(databaseChecks("/templates", kind)).toBe("/templates/databases/sql/assignments/check");
  expect(databaseGrading("/templates", kind)).toEqual({
    layers: ["/templates/databases/sql/assignments/check", "/templates/databases/sql/assignments/grade/check"],
    server: "/templates/databases/sql/assignments/grade",
  });
});

test("an app none of whose variables holds the placeholder has no database", () => {
  expect(databaseOf(run(), new Map(), catalog)).toBeUndefined();
  expect(databaseOf(run({ URL: "database" }), new Map(), catalog)).toBeUndefined();
});

test("an app with the placeholder has the first database, if it names the driver", () => {
  expect(databaseOf(asking, manifest({ dependencies: driver }), catalog)).toBe(kind);
  expect(databaseOf(asking, manifest({ dependencies: {}, devDependencies: driver }), catalog)).toBe(kind);
});

test.each([
  manifest({}),
  manifest({ dependencies: ["sql-driver"], devDependencies: { other: "1" } }),
  manifest({ optionalDependencies: driver }),
  new Map<string, string>(),
])("an app that does not name the driver is refused", (files) => {
  expect(() => databaseOf(asking, files, catalog)).toThrow(
    "The checks ask SQL by the package sql-driver, and the repo's package.json does not name it. In the repo run npm install --save-dev sql-driver.",
  );
});

test("a package.json that is no JSON is refused by name", () => {
  expect(() => databaseOf(asking, new Map([["package.json", "[]"]]), catalog)).toThrow('The manifest "package.json" is not a JSON object.');
});

test("a catalog without a database is a bug", () => {
  expect(() => databaseOf(asking, new Map(), catalogOf())).toThrow("There is no database.");
});
