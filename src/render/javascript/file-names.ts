// File names: what the files of a JavaScript project are called. The build, which compiles templates, needs this file alone.

/** A template's text with `.js` for `.ts`. It changes templates, because no name that a user chose is in them yet. */
export function renamed(template: string): string {
  return template.replace(/(?<=[\w*})])\.ts\b/g, ".js");
}
