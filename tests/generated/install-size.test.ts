// Install size: a JavaScript project installs fewer packages and bytes than the same project in TypeScript.
import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packagesOf, repoForThisFile } from "../support/install.ts";

const pairs = (["bookshelf", "blog"] as const).map((name) => ({ name, inTypeScript: repoForThisFile(name), inJavaScript: repoForThisFile(`${name} in JavaScript`) }));

test.each(pairs)("$name in JavaScript installs fewer packages and bytes than in TypeScript, and the same production packages", ({ inTypeScript, inJavaScript }) => {
  const forProduction = (repo: string) => packagesOf(repo).filter(({ dev }) => !dev);
  expect(forProduction(inJavaScript)).toEqual(forProduction(inTypeScript));
  expect(packagesOf(inJavaScript).length).toBeLessThan(packagesOf(inTypeScript).length);
  expect(bytesOf(inJavaScript)).toBeGreaterThan(1_000_000);
  expect(bytesOf(inJavaScript)).toBeLessThan(bytesOf(inTypeScript));
});

/** The size of all packages in bytes, without the files that tools keep next to them. */
function bytesOf(repo: string): number {
  const folder = realpathSync(join(repo, "node_modules"));
  const packages = readdirSync(folder).filter((name) => !name.startsWith("."));
  const files = packages.flatMap((name) => readdirSync(join(folder, name), { recursive: true, withFileTypes: true }));
  return files.filter((file) => file.isFile()).reduce((sum, file) => sum + lstatSync(join(file.parentPath, file.name)).size, 0);
}
