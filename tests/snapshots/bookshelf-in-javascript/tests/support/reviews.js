// Makes reviews for tests.
import { idOfBook } from "./books.js";
import { unique } from "./unique.js";

/** Everything that a review can hold. */
export async function aReview() {
  return {
    rating: 1 + (unique() % 5),
    body: `Body ${unique()}`,
    recommended: true,
    bookId: await idOfBook(),
  };
}
