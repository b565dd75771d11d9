// The lockfile of the generated repo: it fits package.json, holds every system's packages, and names no registry.
import { expect, test } from "vitest";
import { draftOf } from "../support/repos.ts";

interface Locked {
  name?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  integrity?: string;
  libc?: string[];
}

const draft = draftOf("bookshelf");
const manifest = JSON.parse(draft.get("package.json") ?? "") as Locked;
const lock = JSON.parse(draft.get("package-lock.json") ?? "") as { name: string; packages: Record<string, Locked> };
const { "": root, ...packages } = lock.packages;

test("asks for what package.json asks for", () => {
  expect(lock.name).toBe(manifest.name);
  expect(root).toMatchObject({ name: manifest.name, dependencies: manifest.dependencies, devDependencies: manifest.devDependencies });
});

test("holds what every package needs, on every system", () => {
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => packages[`${path}/node_modules/${name}`] === undefined && packages[`node_modules/${name}`] === undefined)
      .map((name) => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test("guards every package by a hash, and says nothing that differs between registries or versions of npm", () => {
  for (const [path, { integrity, libc }] of Object.entries(packages)) {
    expect(integrity, path).toMatch(/^sha512-/);
    expect(libc, path).toBeUndefined();
  }
  expect(draft.get("package-lock.json")).not.toMatch(/"resolved"/);
});
