// Exercises: those of README, and their solutions, which stand in files next to this one.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Draft } from "../../src/draft.ts";
import { blocksIn, type Block } from "./blocks.ts";
import { draftOfDomain, projectOfDomain } from "./domains.ts";
import { draftOf } from "./repos.ts";

/** An exercise as README states it. */
export interface Exercise {
  number: number;
  /** the files and folders that it links to */
  links: string[];
  /** the first test file that it names */
  first: string;
  /** the test files of which it says that they fail on the way */
  announced: string[];
}

/** A section of a solution: its test, or a part of what turns it green. */
export interface Section {
  title: string;
  /** the test files that fail after it */
  red: string[];
  blocks: Block[];
}

/** The projects that have solutions. */
export const solved = {
  blog: () => Promise.resolve(draftOf("blog")),
  bookshelf: () => Promise.resolve(draftOf("bookshelf")),
  orders: () => draftOfDomain(projectOfDomain("orders", "ts")),
  todo: () => Promise.resolve(draftOf("todo")),
};

export type Solved = keyof typeof solved;

/** The exercises in a project's README. */
export function exercisesOf(draft: Draft): Exercise[] {
  const [, chapter = ""] = /^## Make it yours\n([\s\S]*?)^## /m.exec(draft.get("README.md") ?? "") ?? [];
  const [, ...texts] = chapter.split(/^\d\. /m);
  return texts.map((text, at) => {
    const links = linksIn(text);
    const announced = text.split(/(?<=\.)\s/).filter((sentence) => /\bfails?\b/.test(sentence)).flatMap(linksIn).filter(isTest);
    return { number: at + 1, links, first: links.find(isTest) ?? "", announced };
  });
}

/** The sections of the solution of one exercise, in order; none if the project has none for it. */
export function solutionOf(project: Solved, { number }: Pick<Exercise, "number">): Section[] {
  const page = readFileSync(new URL(`exercises/${project}.md`, import.meta.url), "utf8");
  const sections = page.split(/^## /m).filter((section) => section.startsWith(`${number}, `));
  return sections.map((section) => {
    const red = /^Red: (.+)$/m.exec(section)?.[1]?.split(", ") ?? [];
    return { title: section.split("\n")[0] ?? "", red, blocks: blocksIn(section) };
  });
}

/** Whether README names a file by this link: the file, or the folder of a new file or of rows. */
export function names(link: string, file: string, draft: Draft): boolean {
  return link === file || link === dirname(file) || (!draft.has(file) && file.startsWith(`${link}/`));
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
}

const isTest = (file: string) => file.endsWith(".test.ts");
