// What GitHub's search finds a repo by. The catalog's folders say it, each for its own part.
import type { Catalog } from "../catalog/catalog.ts";
import { withOwnIdea } from "./own-idea.ts";
import type { Project } from "./project.ts";

/** The topics of a project: its idea's, its stack's, its language and its database's. */
export function topicsOf(project: Project, catalog: Catalog): string[] {
  const { idea, stack, language, database } = project;
  const { ideas, stacks, databases } = withOwnIdea(catalog, project);
  const kind = stacks.get(stack);
  const topics = [
    ...(ideas.get(idea)?.topics ?? []),
    ...(kind?.topics ?? []),
    ...(kind?.languages[language]?.title.toLowerCase().split(/[^a-z\d]+/) ?? []),
    ...(databases.get(database)?.topics ?? []),
  ];
  return [...new Set(topics)];
}
