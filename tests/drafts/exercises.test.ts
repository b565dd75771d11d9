// Exercises: each solution fits README, which names every file that it changes, and what turns red on the way.
import { describe, expect, test } from "vitest";
import type { Draft } from "../../src/draft.ts";
import { changed } from "../support/blocks.ts";
import { domains, draftOfDomain, projectOfDomain, type Domain } from "../support/domains.ts";
import { exercisesOf, names, solutionOf, solved, type Section, type Solved } from "../support/exercises.ts";

function applyAll(draft: Draft, sections: Section[]): void {
  for (const block of sections.flatMap(({ blocks }) => blocks)) draft.set(block.file, changed(draft.get(block.file), block));
}

test("The blog and the API have a solution for each of their five exercises", async () => {
  for (const project of ["blog", "bookshelf"] as const) {
    const withSolution = exercisesOf(await solved[project]()).filter((exercise) => solutionOf(project, exercise).length > 1);
    expect(withSolution.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  }
});

test.each(Object.keys(domains) as Domain[])("The exercises of the domain %s link to files and folders that exist", async (domain) => {
  for (const language of ["ts", "js"]) {
    const draft = await draftOfDomain(projectOfDomain(domain, language));
    const links = exercisesOf(draft).flatMap((exercise) => exercise.links);
    expect(links.length).toBeGreaterThan(15);
    const exists = (link: string) => draft.has(link) || [...draft.keys()].some((file) => file.startsWith(`${link}/`));
    expect([language, links.filter((link) => !exists(link))]).toEqual([language, []]);
  }
});

describe.each(Object.keys(solved) as Solved[])("In the project %s", async (project) => {
  const draft = await solved[project]();
  const exercises = exercisesOf(draft).filter((exercise) => solutionOf(project, exercise).length > 0);

  test("the solutions can be applied, each alone and one after the other", () => {
    expect(exercises.length).toBeGreaterThan(0);
    for (const exercise of exercises) applyAll(new Map(draft), solutionOf(project, exercise));
    const all = new Map(draft);
    for (const exercise of exercises) applyAll(all, solutionOf(project, exercise));
  });

  test.each(exercises)("exercise $number names exactly the files that its solution changes", (exercise) => {
    const files = solutionOf(project, exercise).flatMap(({ blocks }) => blocks.map(({ file }) => file));
    const unnamed = files.filter((file) => !exercise.links.some((link) => names(link, file, draft)));
    const unchanged = exercise.links.filter((link) => !files.some((file) => names(link, file, draft)));
    expect([unnamed, unchanged.filter((link) => !exercise.announced.includes(link))]).toEqual([[], []]);
  });

  test.each(exercises)("exercise $number begins with its first test file, and says which others fail until later", (exercise) => {
    const [begin, ...parts] = solutionOf(project, exercise);
    expect(begin?.blocks.map(({ file }) => file)).toContain(exercise.first);
    const reds = parts.flatMap(({ red }) => red).filter((file) => file !== exercise.first);
    expect([...new Set(reds)]).toEqual(exercise.announced);
    expect(parts.at(-1)?.red).toEqual([]);
  });
});
