// Test reviews: creates them.
import { idOfBook } from "./books.js";
import { unique } from "./unique.js";

/** A review with every field. */
export async function aReview() {
  return {
    rating: 1 + (unique() % 5),
    body: `Body ${unique()}`,
    recommended: true,
    bookId: await idOfBook(),
  };
}
