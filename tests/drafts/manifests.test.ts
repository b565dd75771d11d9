// Manifests: manifest and lockfile agree for every combination, with each needed package in a fitting version.
import { existsSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";
import { describe, expect, test } from "vitest";
import { openCatalog, type Stack } from "../../src/catalog/catalog.ts";
import { createProject } from "../../src/project/project.ts";
import type { Draft } from "../../src/draft.ts";
import { renderProject } from "../../src/render/render-project.ts";

type Names = Record<string, string>;

interface Package {
  version: string;
  dependencies?: Names;
  devDependencies?: Names;
  optionalDependencies?: Names;
  peerDependencies?: Names;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

const catalog = openCatalog();

/** Every combination of answers that decides which packages a project has. */
const combinations = [...catalog.stacks.values()].flatMap((stack) =>
  [...catalog.ideas.values()].flatMap((idea) =>
    Object.keys(stack.languages).flatMap((language) =>
      Object.keys(stack.managers).flatMap((manager) => subsets(withPackages(stack)).map((options) => ({ stack, idea, language, manager, options }))),
    ),
  ),
);

function withPackages({ id, options }: Stack): string[] {
  return [...options.keys()].filter((option) => existsSync(join(catalog.folder, "stacks", id, "options", option, "package.json.hbs")));
}

function subsets(options: string[]): string[][] {
  return options.reduce<string[][]>((all, option) => [...all, ...all.map((some) => [...some, option])], [[]]);
}

function draftOf({ stack, idea, language, manager, options }: (typeof combinations)[number]): Draft {
  const words = { name: "my-repo", title: idea.projectTitle, description: idea.projectDescription, author: "Ann", license: "MIT" };
  const answers = { ...words, idea: idea.id, stack: stack.id, database: stack.databases[0] ?? "", language, manager, options, resources: idea.resources };
  return renderProject({ project: createProject({ answers, created: "2026-11-22", catalog }), version: "0.0.0" });
}

/** Dependencies that are missing or of a wrong version, one line each. An optional peer may be missing, but not of a wrong version. */
function unmet(packages: Record<string, Package>): string[] {
  return Object.entries(packages).flatMap(([path, { dependencies, devDependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }]) =>
    Object.entries({ ...peerDependencies, ...devDependencies, ...dependencies, ...optionalDependencies }).flatMap(([name, range]) => {
      const found = nearest(name, path, packages);
      const mayMiss = peerDependenciesMeta?.[name]?.optional === true;
      const fits = found === undefined ? mayMiss : semver.satisfies(found.version, range);
      return fits ? [] : [`${path || "package.json"} needs ${name} ${range} and gets ${found?.version ?? "nothing"}`];
    }),
  );
}

function nearest(name: string, from: string, packages: Record<string, Package>): Package | undefined {
  const steps = from === "" ? [] : from.slice("node_modules/".length).split("/node_modules/");
  const places = [...steps.keys()].map((at) => steps.slice(0, steps.length - at)).concat([[]]);
  return places.map((place) => packages[["", ...place, name].join("/node_modules/").slice(1)]).find((each) => each !== undefined);
}

describe("Manifest and lockfile agree", () => {
  test.each(combinations)("$stack.id, $idea.id, $language, $manager, $options", (combination) => {
    const draft = draftOf(combination);
    const manifest = JSON.parse(draft.get("package.json") ?? "") as Package;
    const { packages } = JSON.parse(draft.get(combination.stack.lockfile) ?? "") as { packages: Record<string, Package> };
    const { version, dependencies, devDependencies } = manifest;
    expect(packages[""]).toMatchObject({ name: "my-repo", version, dependencies, devDependencies });
    expect(unmet(packages)).toEqual([]);
    expect(Object.keys(packages).length).toBeGreaterThan(200);
  });

  test("the check reports versions that were changed by hand", () => {
    const packages = { "": { version: "1.0.0", dependencies: { a: "^2.0.0" } }, "node_modules/a": { version: "2.1.0", dependencies: { b: "^1.0.0" } } };
    expect(unmet(packages)).toEqual(["node_modules/a needs b ^1.0.0 and gets nothing"]);
    const nested = { ...packages, "node_modules/b": { version: "2.0.0" }, "node_modules/a/node_modules/b": { version: "1.0.5" } };
    expect(unmet(nested)).toEqual([]);
    expect(unmet({ ...nested, "node_modules/a": { ...packages["node_modules/a"], version: "1.9.0" } })).toEqual(["package.json needs a ^2.0.0 and gets 1.9.0"]);
  });
});
