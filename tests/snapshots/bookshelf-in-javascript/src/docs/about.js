// About: the app's name and description, for the documentation and every other place that shows them.
export const about = {
  title: "Bookshelf API",
  description: "A REST API for books, their authors and their reviews.",
  version: "0.1.0",
};
