// What this is: for the documentation, and wherever else it introduces itself.
export const about = {
  title: "Bookshelf API",
  description: "A REST API for a shelf of books, their authors and what readers think of them.",
  version: "0.1.0",
};
