// Test books: creates them.
import { call } from "./api.js";
import { idOfAuthor } from "./authors.js";
import { unique } from "./unique.js";
import { newcomer } from "./users.js";

/** A book with every field. */
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

/** Creates a book for others to reference. It belongs to a new user, unless a token is given. */
export async function idOfBook(owner) {
  const token = owner ?? (await newcomer());
  const { body } = await call("POST /api/books", { token, body: await aBook() });
  return body.id;
}
