// Makes books for tests.
import { call } from "./api.js";
import { idOfAuthor } from "./authors.js";
import { unique } from "./unique.js";
import { newcomer } from "./users.js";

/** Everything that a book can hold. */
export async function aBook() {
  return {
    title: `Title ${unique()}`,
    isbn: `Isbn ${unique()}`,
    pages: unique(),
    format: "hardcover",
    publishedOn: new Date(unique() * 86_400_000).toISOString().slice(0, 10),
    authorId: await idOfAuthor(),
  };
}

/** Makes a book for others to point at. It belongs to somebody new, unless a token says to whom. */
export async function idOfBook(owner) {
  const token = owner ?? (await newcomer());
  const { body } = await call("POST /api/books", { token, body: await aBook() });
  return body.id;
}
