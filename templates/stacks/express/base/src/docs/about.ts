// What this is: for the documentation, and wherever else it introduces itself.
export const about = {
  // title: {{json title}},
  // description: {{json description}},
  // {{#specimen}}
  title: "API",
  description: "About things.",
  // {{/specimen}}
  version: "0.1.0",
};
