// Topics: the GitHub topics of a project, from its idea, stack, language and database.
import type { Project } from "./project.ts";

export function topicsOf({ idea, stack, language, database }: Project): string[] {
  const words = language.title.toLowerCase().split(/[^a-z\d]+/);
  return [...new Set([...idea.topics, ...stack.topics, ...words, ...database.topics])];
}
