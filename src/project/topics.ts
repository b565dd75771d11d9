// Topics: what GitHub's search finds a project by. Idea, stack, language and database each bring their own.
import type { Project } from "./project.ts";

/** The topics of a project, each once. */
export function topicsOf({ idea, stack, language, database }: Project): string[] {
  const words = language.title.toLowerCase().split(/[^a-z\d]+/);
  return [...new Set([...idea.topics, ...stack.topics, ...words, ...database.topics])];
}
