// File names: renames the files of a JavaScript project. The build, which compiles templates, needs only this file.

/** A template with `.js` for `.ts`. Templates are changed because they contain no name chosen by a user. */
export function renamed(template: string): string {
  return template.replace(/(?<=[\w*})])\.ts\b/g, ".js");
}
