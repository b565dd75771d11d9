// Clones: which folders can take a project although they are not empty, and what becomes of the files in them.
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { adapt, cloneIn } from "../../src/disk/clone.ts";
import { temporary } from "../support/sandbox.ts";

/** A folder with these files; a name that ends in a slash is a folder. */
function folderWith(files: Record<string, string>): string {
  const folder = temporary();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(name.endsWith("/") ? join(folder, name) : dirname(join(folder, name)), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(join(folder, name), text);
  }
  return folder;
}

function entriesOf(folder: string): Map<string, string> {
  return new Map(readdirSync(folder).sort().map((name) => [name, join(folder, name)]));
}

const cloneWith = (files: Record<string, string>) => cloneIn(entriesOf(folderWith(files)));

test("a folder with nothing but settings of editors can take a project", () => {
  expect(cloneWith({ ".idea/": "", ".vscode/settings.json": "{}" })).toEqual({ repo: false, files: [], replaces: [] });
});

test("a fresh repository is replaced with its README and its .gitignore, and its LICENSE stays", () => {
  const files = { ".git/": "", ".vscode/": "", LICENSE: "MIT\n", ".gitignore": "logs\n", "README.md": "# a\n" };
  expect(cloneWith(files)).toEqual({ repo: true, files: [".gitignore", "LICENSE", "README.md"], replaces: [".git", ".gitignore", "README.md"], license: "MIT\n", ignored: "logs\n" });
});

test("an empty repository is replaced alone", () => {
  expect(cloneWith({ ".git/": "" })).toEqual({ repo: true, files: [], replaces: [".git"], license: undefined, ignored: undefined });
});

test.each<[string, Record<string, string>]>([
  ["a README without a repository", { "README.md": "# a\n" }],
  ["a repository that is a file", { ".git": "gitdir: elsewhere\n" }],
  ["another file", { ".git/": "", "notes.txt": "mine" }],
  ["settings of an editor that are a file", { ".git/": "", ".vscode": "x" }],
  ["settings of an editor that are a file alone", { ".idea": "x" }],
])("a folder with %s can take none", (_, files) => {
  expect(cloneWith(files)).toBeUndefined();
});

const longReadme = "README.md contains more than a heading and a paragraph, and the project has its own. Shorten it and commit that, or choose a new folder.";

test.each([
  "# our-class", "# our-class\n", "\n# our-class\nThe homework of Ann.\nAnd of Bo.\n", "# our-class\r\n\r\nThe homework.\r\n", "# a #b\n\n\n2 texts, 1.5 hours - of a*b", "#our-class",
])("the README %j is one that GitHub writes", (text) => {
  expect(cloneWith({ ".git/": "", "README.md": text })?.files).toEqual(["README.md"]);
});

test.each([
  "", "our-class\n", "## our-class\n", "text # our-class", "# a\none\n\ntwo\n", "# a\r\none\r\n\r\ntwo\r\n", "# a\none\n \t\ntwo\n", "# a\n## b\n", "# a\n> b\n", "# a\none\n| b |\n", "# a\n* b\n", "# a\n+ b\n", "# a\n- b\n",
  "# a\n1. b\n", "# a\n12. b\n", "# a\none\n```\n",
])("the README %j would be lost", (text) => {
  expect(() => cloneWith({ ".git/": "", "README.md": text })).toThrow(longReadme);
});

test("a link and a long file are not read", () => {
  const folder = folderWith({ ".git/": "", "README.md": "# a\n", ".gitignore": "x".repeat(100_001) });
  const says = (name: string) => `${JSON.stringify(join(folder, name))} is not a short file as GitHub creates it. Choose a new folder.`;
  expect(() => cloneIn(entriesOf(folder))).toThrow(says(".gitignore"));
  writeFileSync(join(folder, ".gitignore"), "x".repeat(100_000));
  expect(cloneIn(entriesOf(folder))?.ignored).toHaveLength(100_000);
  symlinkSync("README.md", join(folder, "LICENSE"));
  expect(() => cloneIn(entriesOf(folder))).toThrow(says("LICENSE"));
});

/** The text of .gitignore after a project was adapted to a clone. */
function together(theirs: string, ours: string): unknown {
  const draft = new Map([[".gitignore", ours]]);
  adapt(draft, { repo: true, files: [], replaces: [], ignored: theirs });
  return draft.get(".gitignore");
}

test.each([
  ["logs\n", "node_modules/\n.env\n", "logs\n\nnode_modules/\n.env\n"],
  ["logs\n", "logs\n", "logs\n"],
  ["  logs  \n", "logs\n", "logs\n"],
  ["logs\n\n\n", "# Packages\nnode_modules/\n\n# Logs\nlogs\n\n# Secrets\n# of everybody\n.env\n", "logs\n\n# Packages\nnode_modules/\n# Secrets\n# of everybody\n.env\n"],
  ["logs\n", "# Of nothing\n\nx\n", "logs\n\nx\n"],
  ["logs\ndist\n", "dist\nx\n", "logs\ndist\n\nx\n"],
  ["logs\r\ndist\r\n", "x\n", "logs\r\ndist\r\n\r\nx\r\n"],
  ["", "x\n", "x\n"],
  ["\n", "", "\n"],
  ["logs\n", "", "logs\n"],
])("the .gitignore %j comes before the lines of %j that are missing in it", (theirs, ours, both) => {
  expect(together(theirs, ours)).toBe(both);
});

test("a clone without a .gitignore gets ours, and one with a LICENSE gets none", () => {
  const draft = new Map([[".gitignore", "x\n"], ["LICENSE", "ours"], ["README.md", "# ours"]]);
  adapt(draft, { repo: true, files: [], replaces: [] });
  expect([...draft.keys()]).toEqual([".gitignore", "LICENSE", "README.md"]);
  adapt(draft, { repo: true, files: [], replaces: [], license: "" });
  expect([...draft]).toEqual([[".gitignore", "x\n"], ["README.md", "# ours"]]);
});

test("a project without a .gitignore keeps the one of the clone", () => {
  const draft = new Map<string, string>();
  adapt(draft, { repo: true, files: [], replaces: [], ignored: "logs" });
  expect([...draft]).toEqual([[".gitignore", "logs\n"]]);
});
