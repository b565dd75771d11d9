// What the documentation says about the API itself.
export const about = {
  // title: {{json title}},
  // description: {{json description}},
  // {{#specimen}}
  title: "API",
  description: "About things.",
  // {{/specimen}}
  version: "0.1.0",
};
