// Snapshots: whole generated projects are committed, so that a change of templates or passes can be reviewed as a diff.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { draftOf, type RepoName } from "../support/repos.ts";

const folder = fileURLToPath(new URL("../snapshots", import.meta.url));

/** Files without a snapshot: thousands of lines that another test compares with npm's. */
const leftOut = "package-lock.json";

const projects: RepoName[] = ["bookshelf in JavaScript", "blog"];

// Run with -u to write the snapshots again, and review the diff. Projects are rendered inside the tests, so that a mutant
// of the renderer counts as killed by them.
describe.each(projects)("The project %s", (name) => {
  const snapshot = join(folder, name.toLowerCase().replaceAll(" ", "-"));
  const files = () => [...draftOf(name)].filter(([path]) => path !== leftOut);

  test("has the texts of its snapshot (run with -u to update it)", async () => {
    for (const [path, text] of files()) await expect.soft(text, path).toMatchFileSnapshot(join(snapshot, path));
  });

  test("has exactly the files of its snapshot", () => {
    const paths = new Set(files().map(([path]) => path));
    expect(filesIn(snapshot).filter((path) => !paths.has(path))).toEqual([]);
  });
});

/** The paths of all files in a folder, with forward slashes. */
function filesIn(root: string): string[] {
  if (!existsSync(root)) return [];
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1).replaceAll("\\", "/"));
}
