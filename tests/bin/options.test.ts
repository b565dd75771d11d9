// Options: each alone, all and none, for both ideas in both languages, created by the real command.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { optionSets } from "../support/repos.ts";
import { git, run, temporary } from "../support/sandbox.ts";

const catalog = openCatalog();
const [stack] = catalog.stacks.values();
const all = [...(stack?.options.keys() ?? [])];

/** The files of each option, in each language; parts of other files, such as README.md/12-badge.md, are left out. */
const own = Object.fromEntries(all.map((option) => {
  const folder = join(catalog.folder, "stacks", stack?.id ?? "", "options", option);
  const layer = (...names: string[]) => filesIn(join(folder, ...names)).map((file) => file.replace(/\.hbs$/, "")).filter((file) => !/\.md\//.test(file));
  return [option, (language: string) => [...layer("files"), ...layer("languages", language)]];
}));

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

/** The code, its settings and its packages, to which no option adds a file. */
const code = /^(src|tests|migrations|seeds|views|public)\/|^package(-lock)?\.json$|^[^/]+\.(ts|js)$|^(ts|js)config\.json$|^\.env|^\.npmrc$/;
/** Files that every project has, and that an option may change: texts for people, and lists of files. */
const shared = /\.md$|^\.(docker|git)ignore$|^\.backend-starter\.json$|^compose\.yaml$/;


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
    const plain = await made([]);
    const unchanged = (files: Map<string, string>) => new Map([...files].filter(([path]) => (plain.has(path) || code.test(path)) && !shared.test(path)));
    expect(unchanged(plain).size).toBeGreaterThan(40);
    for (const { title, options } of optionSets) {
      const files = await made(options);
      for (const option of all) {
        const expected = own[option]?.(language) ?? [];
        expect(expected.length, option).toBeGreaterThan(0);
        expect(expected.filter((path) => files.has(path)), `${title}: ${option}`).toEqual(options.includes(option) ? expected : []);
      }
      expect(unchanged(files), title).toEqual(unchanged(plain));
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
