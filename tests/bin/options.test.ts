// Options: each alone, all and none, for both ideas in both languages, created by the real command.
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { optionSets } from "../support/repos.ts";
import { git, run, temporary } from "../support/sandbox.ts";

const catalog = openCatalog();
const [stack] = catalog.stacks.values();
const all = [...(stack?.options.keys() ?? [])];

/** One file of each option. */
const landmarks: Record<string, string> = {
  ci: ".github/workflows/ci.yml",
  community: "CONTRIBUTING.md",
  deploy: "render.yaml",
  devcontainer: ".devcontainer/devcontainer.json",
  docker: "Dockerfile",
};

/** Texts for people and for tools outside the project, which an option may change. */
const words = /\.md$|^\.(github|devcontainer)\/|^(render|compose)\.yaml$|^Dockerfile$|^\.(docker|git)ignore$|^\.backend-starter\.json$/;

const pairs = [...catalog.ideas.keys()].flatMap((idea) => Object.keys(stack?.languages ?? {}).map((language) => ({ idea, language })));

describe.each(pairs)("A project of the idea $idea in $language", { timeout: 300_000 }, ({ idea, language }) => {
  /** Creates the project, and returns the files in Git. */
  async function made(options: string[]): Promise<Map<string, string>> {
    const cwd = temporary();
    const without = all.filter((option) => !options.includes(option));
    const flags = [...(options.length > 0 ? ["--with", options.join(",")] : []), ...(without.length > 0 ? ["--without", without.join(",")] : [])];
    const ran = await run(["made", "--idea", idea, "--language", language, "--title", "One", "--owner", "ann", "--yes", ...flags], { cwd });
    expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
    const repo = join(cwd, "made");
    expect(await git(repo, "status", "--short", "--ignored", "--branch")).toBe("## main");
    const paths = (await git(repo, "ls-files")).split("\n");
    return new Map(paths.map((path) => [path, readFileSync(join(repo, path), "utf8")]));
  }

  test("has exactly the files of its options, and the same code and packages with any options", async () => {
    const code = (files: Map<string, string>) => new Map([...files].filter(([path]) => !words.test(path)));
    const plain = code(await made([]));
    expect(plain.size).toBeGreaterThan(40);
    for (const { title, options } of optionSets) {
      const files = await made(options);
      expect(Object.keys(landmarks).filter((option) => files.has(landmarks[option] ?? "")), title).toEqual(all.filter((option) => options.includes(option)));
      expect(code(files), title).toEqual(plain);
      expect(lost(files), title).toEqual([]);
    }
  });
});

/** Links in Markdown to missing files. */
function lost(files: Map<string, string>): string[] {
  const folders = new Set([...files.keys()].map(dirname));
  const pages = [...files].filter(([path]) => path.endsWith(".md"));
  const links = pages.flatMap(([path, text]) => [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, to = ""]) => normalize(join(dirname(path), to))));
  return links.filter((link) => !files.has(link) && !folders.has(link));
}
