// What files are called in a JavaScript repo. Beside the derivation, since whoever compiles templates needs only this.

/** Names of files end otherwise. In templates, because there no word stands yet that a person chose. */
export function renamed(template: string): string {
  return template.replace(/(?<=[\w*})])\.ts\b/g, ".js");
}
