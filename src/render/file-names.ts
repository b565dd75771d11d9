// File names: gives the names of code files in a template the ending of a project's language.

const written = ".ts";
const ending = /(?<=[\w*})])\.ts\b/g;

/**
 * A text with another ending after each name of a TypeScript file, also after a tag and in a glob. Templates are
 * changed because they contain no name chosen by a user.
 */
export function withEnding(template: string, replacement: string): string {
  return replacement === written ? template : template.replace(ending, replacement);
}
