// Lockfile of generated projects: it matches package.json, contains every system's packages, and names no registry.
import { describe, expect, test } from "vitest";
import { fitLockfile } from "../../src/render/lockfile.ts";
import { draftOf } from "../support/repos.ts";

interface Locked {
  name?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  dev?: boolean;
  integrity?: string;
  libc?: string[];
}

describe.each(["bookshelf", "blog", "bookshelf in JavaScript", "blog in JavaScript"] as const)("The lockfile of %s", (name) => {
  const draft = draftOf(name);
  const manifest = JSON.parse(draft.get("package.json") ?? "") as Locked;
  const lock = JSON.parse(draft.get("package-lock.json") ?? "") as { name: string; packages: Record<string, Locked> };
  const { "": root, ...packages } = lock.packages;
  const needs = (path: string, { dependencies, optionalDependencies }: Locked) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).map((needed) => {
      const places = path.split("/node_modules/").map((_, at, parts) => `${parts.slice(0, parts.length - at).join("/node_modules/")}/node_modules/${needed}`);
      return [...places, `node_modules/${needed}`].find((place) => packages[place] !== undefined) ?? `${path} needs ${needed}`;
    });

  test("has the dependencies of package.json", () => {
    expect(lock.name).toBe(manifest.name);
    expect(root).toMatchObject({ name: manifest.name, dependencies: manifest.dependencies, devDependencies: manifest.devDependencies });
  });

  test("contains exactly the packages that are needed, for every system", () => {
    const reached = new Set<string>();
    const walk = (paths: string[]) => {
      for (const path of paths.filter((path) => !reached.has(path))) {
        reached.add(path);
        expect(packages).toHaveProperty([path]);
        const peers = Object.keys(packages[path]?.peerDependencies ?? {}).map((peer) => `node_modules/${peer}`).filter((peer) => packages[peer] !== undefined);
        walk([...needs(path, packages[path] ?? {}), ...peers]);
      }
    };
    walk(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).map((name) => `node_modules/${name}`));
    expect(Object.keys(packages).filter((path) => !reached.has(path))).toEqual([]);
  });

  test("marks development packages", () => {
    const locked = (name: string) => packages[`node_modules/${name}`];
    expect([locked("vitest")?.dev, locked("express")?.dev, locked("body-parser")?.dev]).toEqual([true, undefined, undefined]);
    expect(locked("fsevents")).toMatchObject({ dev: true, optional: true });
    expect(locked("ejs") === undefined).toBe(name.startsWith("bookshelf"));
    expect(locked("typescript") === undefined).toBe(name.endsWith("JavaScript"));
  });

  test("has a hash for each package, and no registry addresses or data of certain npm versions", () => {
    for (const [path, { integrity, libc }] of Object.entries(packages)) {
      expect(integrity, path).toMatch(/^sha512-/);
      expect(libc, path).toBeUndefined();
    }
    expect(draft.get("package-lock.json")).not.toMatch(/"resolved"/);
  });
});

describe("A lockfile that is cut down to a manifest", () => {
  const packages = {
    "": {},
    "node_modules/a": { dependencies: { b: "1" }, optionalDependencies: { o: "1" }, dev: true },
    "node_modules/a/node_modules/b": { version: "2" },
    "node_modules/b": { version: "1", peerDependencies: { p: "1", q: "1" }, peerDependenciesMeta: { q: { optional: true } } },
    "node_modules/o": { optional: true },
    "node_modules/p": {},
    "node_modules/q": {},
    "node_modules/unused": { dependencies: { b: "1" } },
  };

  function cut(manifest: object): Record<string, object> {
    const draft = new Map([["package.json", JSON.stringify(manifest)], ["package-lock.json", JSON.stringify({ lockfileVersion: 3, packages })]]);
    const fitted = fitLockfile(draft, "package-lock.json");
    const lock = JSON.parse(fitted.get("package-lock.json") ?? "") as { packages: Record<string, object> };
    return Object.fromEntries(Object.entries(lock.packages).filter(([path]) => path !== ""));
  }

  test("contains the nearest version of a dependency", () => {
    expect(cut({ dependencies: { a: "1" } })).toEqual({ "node_modules/a": { dependencies: { b: "1" }, optionalDependencies: { o: "1" } }, "node_modules/a/node_modules/b": { version: "2" }, "node_modules/o": { optional: true } });
  });

  test("contains peer dependencies, except optional ones", () => {
    expect(Object.keys(cut({ dependencies: { b: "1" } }))).toEqual(["node_modules/b", "node_modules/p"]);
  });

  test("marks packages that only development needs", () => {
    const made = cut({ dependencies: { b: "1" }, devDependencies: { a: "1" } });
    expect(made["node_modules/a"]).toMatchObject({ dev: true });
    expect(made["node_modules/o"]).toMatchObject({ dev: true, optional: true });
    expect(made["node_modules/b"]).not.toHaveProperty("dev");
  });

  test("marks packages that are optional for production and required for development", () => {
    expect(cut({ dependencies: { a: "1" }, devDependencies: { o: "1" } })["node_modules/o"]).toEqual({ devOptional: true });
  });
});
