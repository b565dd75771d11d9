// Sizes: the packages that a project installs, and the memory that its app takes.
import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands, killGroup, startApp } from "../support/app.ts";
import { packagesOf, repoForThisFile } from "../support/install.ts";
import { memoryOf } from "../support/memory.ts";

const pairs = (["bookshelf", "blog"] as const).map((name) => ({ name, inTypeScript: repoForThisFile(name), inJavaScript: repoForThisFile(`${name} in JavaScript`) }));

test.each(pairs)("$name installs at most 170 MB, less in JavaScript than in TypeScript, and the same production packages", ({ inTypeScript, inJavaScript }) => {
  const forProduction = (repo: string) => packagesOf(repo).filter(({ dev }) => !dev);
  expect(forProduction(inJavaScript)).toEqual(forProduction(inTypeScript));
  expect(packagesOf(inJavaScript).length).toBeLessThan(packagesOf(inTypeScript).length);
  expect(bytesOf(inJavaScript)).toBeGreaterThan(1_000_000);
  expect(bytesOf(inJavaScript)).toBeLessThan(bytesOf(inTypeScript));
  expect(bytesOf(inTypeScript)).toBeLessThan(170_000_000);
});

const blogs = pairs.filter(({ name }) => name === "blog").flatMap(({ inTypeScript, inJavaScript }) => [["TypeScript", inTypeScript], ["JavaScript", inJavaScript]] as const);

test.each(blogs)("npm run dev of a blog in %s takes at most 200 MB of memory, once it has created its database", async (_, repo) => {
  await memoryOfDev(repo);
  const memory = await memoryOfDev(repo);
  expect(memory).toBeGreaterThan(80);
  expect(memory).toBeLessThan(200);
});

/** MB, when the app answers. */
async function memoryOfDev(repo: string): Promise<number> {
  const app = await startApp(repo, { command: commands.dev });
  const memory = await memoryOf(app.process.pid ?? 0);
  killGroup(app.process, "SIGTERM");
  await app.ended;
  return memory;
}

/** The size of all packages in bytes, without the files that tools keep next to them. */
function bytesOf(repo: string): number {
  const folder = realpathSync(join(repo, "node_modules"));
  const packages = readdirSync(folder).filter((name) => !name.startsWith("."));
  const files = packages.flatMap((name) => readdirSync(join(folder, name), { recursive: true, withFileTypes: true }));
  return files.filter((file) => file.isFile()).reduce((sum, file) => sum + lstatSync(join(file.parentPath, file.name)).size, 0);
}
