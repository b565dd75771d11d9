// Blocks: the changes that a page describes file by file, such as docs/next-steps.md, applied to a project.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { onServer } from "./postgres.ts";
import { npmRun } from "./run-npm.ts";

/** One block of a page: a whole new file, or a change of an existing one. */
export interface Block {
  file: string;
  change: boolean;
  text: string;
}

/** The blocks between a heading and the next, each with the file that is named above it. */
export function blocksOf(page: string, heading: string): Block[] {
  return blocksIn(page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "");
}

export function blocksIn(section: string): Block[] {
  let file = "";
  return [...section.matchAll(/\*\*(\S+\/\S+?)\*\*|```(\w+)\n([\s\S]*?)```/g)].flatMap(([, named, language, text = ""]) => {
    file = named ?? file;
    return named === undefined ? [{ file, change: language === "diff", text }] : [];
  });
}

/** The text of a file after a block. The file must have the place of a change once, and a new file must not exist. */
export function changed(before: string | undefined, { file, change, text }: Block): string {
  if (!change) {
    expect(before, `${file} is new`).toBeUndefined();
    return text;
  }
  const lines = text.trimEnd().split("\n");
  for (const line of lines) expect(line, `a line of the change of ${file}`).toMatch(/^[ +-]/);
  const pick = (marks: string) => lines.filter((line) => marks.includes(line.charAt(0))).map((line) => `${line.slice(1)}\n`).join("");
  expect(before?.split(pick(" -")), `the place of the change in ${file}: ${pick(" -")}`).toHaveLength(2);
  return before?.replace(pick(" -"), () => pick(" +")) ?? "";
}

/** Applies a block to a project on disk. */
export function apply(repo: string, block: Block): void {
  const path = join(repo, block.file);
  const after = changed(existsSync(path) ? readFileSync(path, "utf8") : undefined, block);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, after);
}

/** Checks that a project passes its own checks. */
export async function isGreen(repo: string): Promise<void> {
  const scripts = (JSON.parse(readFileSync(join(repo, "package.json"), "utf8")) as { scripts: object }).scripts;
  for (const script of ["typecheck", "lint", "test"].filter((name) => name in scripts)) {
    const { exitCode, output } = await npmRun(repo, script, { env: await onServer() });
    expect(exitCode, `${script}: ${output}`).toBe(0);
  }
}
