// What this is: for the documentation, and wherever else it introduces itself.
export const about = {
  title: "Behind the Endpoint",
  description: "Notes on backend work: databases, APIs and what happens when they meet real users.",
  version: "0.1.0",
};
