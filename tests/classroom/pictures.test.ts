// Teaching pictures: pictures in README agree with the checks, the cheats and the tasks.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, "utf8");
const { drawCheats, drawVisibility, pictures } = (await import(`${root}/scripts/draw-teaching.js`)) as {
  drawCheats: (cheats: object) => string; drawVisibility: () => string; pictures: Record<"proof" | "visibility" | "cheats", string>;
};

test("the committed tables of cheats and of visibility are up to date", () => {
  expect(readFileSync(pictures.cheats, "utf8")).toBe(drawCheats(JSON.parse(read("docs/cheats.json")) as object));
  expect(readFileSync(pictures.visibility, "utf8")).toBe(drawVisibility());
});

test("README has the right number of cheats, and of those that a grader by exit code accepts", () => {
  const { rows } = JSON.parse(read("docs/cheats.json")) as { rows: { byExitCode: number; of: number }[] };
  expect(rows.filter(({ byExitCode, of }) => byExitCode === of)).toHaveLength(5);
  expect(read("README.md")).toContain(`${rows.length} cheats: in the sandbox they reach 0 points or what they earned; a grader that trusts an exit code gives five`);
});

test("the matrix contains the tasks of level 1 and all of their mistakes", () => {
  const folder = "templates/stacks/express/assignments/blog";
  const { tasks } = JSON.parse(read(`${folder}/tasks.json`)) as { tasks: { id: string; level: number }[] };
  const { mutants } = JSON.parse(read(`${folder}/contract/mutants.json`)) as { mutants: { task: string; says: string }[] };
  const first = tasks.filter(({ level }) => level === 1).map(({ id }) => id);
  const picture = readFileSync(pictures.proof, "utf8");
  for (const id of first) expect(picture).toContain(`>${id}</text>`);
  for (const { says } of mutants.filter(({ task }) => first.includes(task))) expect(picture).toContain(`>${says}</text>`);
  expect(picture).toContain(`>${first.length} tasks, `);
});
