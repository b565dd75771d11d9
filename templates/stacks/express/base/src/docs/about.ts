// About: the app's name and description, for the documentation and every other place that shows them.
export const about = {
  // title: {{json title}},
  // description: {{json description}},
  // {{#specimen}}
  title: "API",
  description: "About things.",
  // {{/specimen}}
  version: "0.1.0",
};
