// Migrations: each belongs to the operation that shipped it. Rendering a receipt never renumbers one, and a column
// added later has its own migration.
import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { tableNumbers, type Migration } from "../../src/project/migrations.ts";
import { createProject } from "../../src/project/project.ts";
import { projectFromReceipt, readReceipt, receiptFile, type Receipt } from "../../src/project/receipt.ts";
import { renderProject } from "../../src/render/render-project.ts";

const catalog = openCatalog();
const idea = catalog.ideas.get("api");

function draftOf(resources: string[], migrations?: Migration[]) {
  if (idea === undefined) throw new Error("the idea is gone");
  const answers = answersFor({ said: { folder: "my-app", author: "Ann", resources }, idea, catalog });
  return renderProject({ project: createProject({ answers, migrations, created: "2026-11-22", catalog }), version: "0.0.0" });
}

function filesIn(draft: Map<string, string>): string[] {
  return [...draft.keys()].flatMap((path) => /^migrations\/(.+)/.exec(path)?.[1] ?? []);
}

function receiptIn(draft: Map<string, string>): Receipt {
  return readReceipt(draft.get(receiptFile) ?? "");
}

test("a receipt lists every migration with the resource of its table", () => {
  expect(receiptIn(draftOf(["book title:string author:ref(author)", "author name:string"])).log[0].migrations).toEqual([
    { file: "0001_create_users.sql" },
    { file: "0002_create_sessions.sql" },
    { file: "0003_create_authors.sql", resource: "author" },
    { file: "0004_create_books.sql", resource: "book" },
  ]);
});

test("rendering a receipt keeps its numbers, even if tables would be created in another order today", () => {
  const receipt = receiptIn(draftOf(["book title:string", "author name:string"]));
  receipt.log[0].answers.resources = ["book title:string author:ref(author)?", "author name:string"];
  const draft = renderProject({ project: projectFromReceipt({ receipt, catalog }), version: "0.0.0" });
  expect(filesIn(draft).slice(2)).toEqual(["0003_create_books.sql", "0004_create_authors.sql"]);
  expect(receiptIn(draft).log[0].migrations).toEqual(receipt.log[0].migrations);
});

test("a new resource referenced by an existing one gets a number after the shipped migrations", () => {
  const shipped = receiptIn(draftOf(["book title:string"])).log[0].migrations;
  const files = filesIn(draftOf(["book title:string author:ref(author)?", "author name:string"], shipped));
  expect(files.slice(2)).toEqual(["0003_create_books.sql", "0004_create_authors.sql"]);
});

test("an added column gets its own migration, and the migration of the table does not change", async () => {
  const before = draftOf(["book title:string"]);
  const shipped = [...receiptIn(before).log[0].migrations, { file: "0004_add_shelf_to_books.sql", resource: "book", field: "shelf" }];
  const after = draftOf(["book title:string shelf:string:index:default(A1)"], shipped);
  expect(filesIn(after)).toEqual([...filesIn(before), "0004_add_shelf_to_books.sql"]);
  expect(after.get("migrations/0003_create_books.sql")).toBe(before.get("migrations/0003_create_books.sql"));
  expect(receiptIn(after).log[0].migrations).toEqual(shipped);
  const database = new PGlite();
  await database.exec(filesIn(before).map((file) => before.get(`migrations/${file}`)).join("\n"));
  await database.exec("insert into users (email, name, password_hash) values ('ann@example.com', 'Ann', 'x'); insert into books (title, owner_id) values ('Old', 1)");
  await database.exec(after.get("migrations/0004_add_shelf_to_books.sql") ?? "");
  expect((await database.query("select title, shelf from books")).rows).toEqual([{ title: "Old", shelf: "A1" }]);
  await database.close();
});

test("new numbers continue after the highest shipped one", () => {
  const [book, author] = ["book", "author"].map((kebab) => ({ singular: { kebab } }));
  const numbers = tableNumbers([book, author] as never, [{ file: "0007_create_books.sql", resource: "book" }, { file: "0009_add_x_to_books.sql", resource: "book", field: "x" }], 3);
  expect([...numbers]).toEqual([["book", "0007"], ["author", "0010"]]);
});

test.each(["../../x.sql", "0003_x", "x.sql", "0003_../x.sql", `0003_${"x".repeat(200)}.sql`])("a receipt with the migration %j is refused", (file) => {
  const receipt = receiptIn(draftOf(["book title:string"]));
  receipt.log[0].migrations = [{ file }];
  expect(() => readReceipt(JSON.stringify(receipt))).toThrow("its migrations are missing or not a list of files");
});
