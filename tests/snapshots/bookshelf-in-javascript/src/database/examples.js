// Examples: inserts the rows in seeds/.
import { readFileSync } from "node:fs";
import { insertAuthor } from "../authors/authors.queries.js";
import { authorInput } from "../authors/authors.schemas.js";
import { insertBook } from "../books/books.queries.js";
import { bookInput } from "../books/books.schemas.js";
import { insertReview } from "../reviews/reviews.queries.js";
import { reviewInput } from "../reviews/reviews.schemas.js";

/** Inserts all examples, which then belong to this user. */
export async function insertExamples(owner, tx) {
  const ids = new Map();
  await insertAll("authors", ids, (row) => insertAuthor(owner.id, authorInput.parse(row), tx));
  await insertAll("books", ids, (row) => insertBook(owner.id, bookInput.parse(row), tx));
  await insertAll("reviews", ids, (row) => insertReview(owner.id, reviewInput.parse(row), tx));
}

/** Inserts all rows of seeds/<name>.json. "authors#1" is the id of the first author. */
async function insertAll(name, ids, insert) {
  const text = readFileSync(new URL(`../../seeds/${name}.json`, import.meta.url), "utf8");
  // JSON.parse calls this function for each value. It replaces a reference by the id, and keeps the others.
  const rows = JSON.parse(text, (key, value) => ids.get(value) ?? value);
  for (const [index, row] of rows.entries()) {
    const { id } = await insert(row);
    ids.set(`${name}#${index + 1}`, id);
  }
}
