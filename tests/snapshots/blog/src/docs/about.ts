// About: the app's name and description, for the documentation and every other place that shows them.
export const about = {
  title: "Behind the Endpoint",
  description: "Notes on backend development: databases, APIs and real users.",
  version: "0.1.0",
};
