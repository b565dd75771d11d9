// Lock pass: reduces the shared lockfile to what a project's manifest needs. The format is npm's, version 3:
// https://docs.npmjs.com/cli/configuring-npm/package-lock-json
import type { Draft } from "../draft.ts";

type Names = Record<string, string>;

interface Flags {
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
}

interface Package extends Flags {
  name?: string;
  version?: string;
  license?: string;
  dependencies?: Names;
  devDependencies?: Names;
  optionalDependencies?: Names;
  peerDependencies?: Names;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  engines?: object;
  peer?: boolean;
}

type Packages = Record<string, Package>;

/** The draft with its lockfile at `path`, if any, reduced to what the manifest next to it needs. */
export function fitLockfile(draft: Draft, path: string): Draft {
  const master = draft.get(path);
  if (master === undefined) return draft;
  const manifest = JSON.parse(draft.get("package.json") ?? "{}") as Package;
  const lock = JSON.parse(master) as { packages: Packages };
  const { name, version } = manifest;
  return new Map(draft).set(
    path,
    `${JSON.stringify({ name, version, ...lock, packages: pruned(lock.packages, manifest) }, null, 2)}\n`,
  );
}

function pruned(all: Packages, manifest: Package): Packages {
  const { name, version, license, dependencies, devDependencies, engines } = manifest;
  const found: Packages = { "": { name, version, license, dependencies, devDependencies, engines } };
  const uses = usesOf(manifest, all);
  for (const path in all) {
    const use = path === "" ? undefined : uses.get(path);
    if (use !== undefined) found[path] = flagged(all[path], flagsFor(use));
  }
  return found;
}

/** The bits of a use: from which list of the manifest a package is reached, and whether it is required. */
const production = { required: 1, used: 4 };
const development = { required: 2, used: 8 };
const notRequired = production.used | development.used;

function flagsFor(use: number): Required<Flags> {
  const dev = (use & production.used) === 0;
  const optional = (use & (production.required | development.required)) === 0;
  return { dev, optional, devOptional: !dev && !optional && (use & production.required) === 0 };
}

function flagged(locked: Package = {}, { dev, optional, devOptional }: Required<Flags>): Package {
  if (is(locked.dev, dev) && is(locked.optional, optional) && is(locked.devOptional, devOptional)) return locked;
  return { ...locked, dev: dev || undefined, optional: optional || undefined, devOptional: devOptional || undefined };
}

function is(flag: boolean | undefined, wanted: boolean): boolean {
  return (flag === true) === wanted;
}

/**
 * The uses of the packages that a manifest needs, by path. An optional peer is kept only if another requires it. Plain
 * loops: with functions of arrays, 300 packages and 600 names take milliseconds longer in a cold program.
 */
function usesOf({ dependencies, devDependencies }: Package, all: Packages): Map<string, number> {
  const uses = new Map<string, number>();
  const changed: string[] = []; // Each waits until what it needs in turn has the same uses.
  const add = (name: string, from: string, use: number) => {
    const path = placeOf(name, from, all);
    const before = path === undefined ? use : (uses.get(path) ?? 0);
    if (path === undefined || (before | use) === before) return;
    uses.set(path, before | use);
    changed.push(path);
  };
  for (const name in dependencies) add(name, "", production.required | production.used);
  for (const name in devDependencies) add(name, "", development.required | development.used);
  for (const path of changed) passOn(all[path], uses.get(path) ?? 0, (name, use) => add(name, path, use));
  return uses;
}

/** The packages that a package needs, with the use that each has through it. */
function passOn(locked: Package = {}, use: number, add: (name: string, use: number) => void): void {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = locked;
  for (const name in dependencies) if (optionalDependencies?.[name] === undefined) add(name, use);
  for (const name in peerDependencies) if (peerDependenciesMeta?.[name]?.optional !== true) add(name, use);
  for (const name in optionalDependencies) add(name, use & notRequired);
}

/** Resolves a package as Node.js does: next to the package that requires it, or further up. */
function placeOf(name: string, from: string, packages: Packages): string | undefined {
  for (let folder = from; folder !== ""; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = `${folder}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
  }
  const path = `node_modules/${name}`;
  return packages[path] === undefined ? undefined : path;
}
