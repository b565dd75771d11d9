// Manual: its tables of tasks are the tasks of the assignments.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Listed {
  id: string;
  level: number;
  skill: string;
  points: number;
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("docs/assignments.md lists each task of the blog and of the bookshelf, with its level, skill and points", () => {
  const tasks = ["blog", "api"].flatMap((idea) => (JSON.parse(read(`templates/stacks/express/assignments/${idea}/tasks.json`)) as { tasks: Listed[] }).tasks);
  const rows = [...read("docs/assignments.md").matchAll(/^\| `([a-z-]+)` \| (\d) \| (.*) \| (\d+) \|$/gm)];
  expect(rows.map(([, id, level, skill, points]) => [id, Number(level), skill, Number(points)])).toEqual(tasks.map(({ id, level, skill, points }) => [id, level, skill, points]));
});
