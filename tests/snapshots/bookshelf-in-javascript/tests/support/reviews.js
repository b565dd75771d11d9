// Makes reviews for tests.
import { idOfBook } from "./books.js";
import { unique } from "./unique.js";

/** Everything that a review can hold. */
export async function aReview() {
  return {
    rating: unique(),
    body: `Body ${unique()}`,
    recommended: true,
    bookId: await idOfBook(),
  };
}
