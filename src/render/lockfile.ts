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

/** Plain loops: with functions of arrays, 300 packages and 600 names take milliseconds longer in a cold program. */
function pruned(all: Packages, { name, version, license, dependencies, devDependencies, engines }: Package): Packages {
  const found: Packages = { "": { name, version, license, dependencies, devDependencies, engines } };
  const leadsOf = leadsIn(all);
  const production = reached(dependencies, all, leadsOf);
  const development = reached(devDependencies, all, leadsOf);
  for (const path in all) {
    if (path === "" || !(production.all.has(path) || development.all.has(path))) continue;
    const dev = !production.all.has(path);
    const optional = !production.firm.has(path) && !development.firm.has(path);
    found[path] = flagged(all[path], { dev, optional, devOptional: !dev && !optional && !production.firm.has(path) });
  }
  return found;
}

/** A package with these flags and no others. */
function flagged(locked: Package = {}, { dev, optional, devOptional }: Required<Flags>): Package {
  if (is(locked.dev, dev) && is(locked.optional, optional) && is(locked.devOptional, devOptional)) return locked;
  return { ...locked, dev: dev || undefined, optional: optional || undefined, devOptional: devOptional || undefined };
}

function is(flag: boolean | undefined, wanted: boolean): boolean {
  return (flag === true) === wanted;
}

/** The paths of packages: those that are required, and all that can be used. */
interface Reached {
  firm: Set<string>;
  all: Set<string>;
}

/** What a manifest's packages need, with themselves. */
function reached(names: Names | undefined, packages: Packages, leadsOf: (path: string) => Leads): Reached {
  const firm = new Set<string>();
  for (const name in names) addPlace(firm, name, "", packages);
  for (const path of firm) for (const next of leadsOf(path).firm) firm.add(next);
  const all = new Set(firm);
  for (const path of all) {
    const leads = leadsOf(path);
    for (const next of leads.firm) all.add(next);
    for (const next of leads.optional) all.add(next);
  }
  return { firm, all };
}

/** The paths of the packages that a package requires, and of those without which it works too. */
interface Leads {
  firm: Set<string>;
  optional: Set<string>;
}

/** Looks up the dependencies of packages on demand, each once. An optional peer is kept only if another requires it. */
function leadsIn(all: Packages): (path: string) => Leads {
  const known = new Map<string, Leads>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = all[path] ?? {};
    const leads: Leads = { firm: new Set(), optional: new Set() };
    for (const name in dependencies)
      if (optionalDependencies?.[name] === undefined) addPlace(leads.firm, name, path, all);
    for (const name in peerDependencies)
      if (peerDependenciesMeta?.[name]?.optional !== true) addPlace(leads.firm, name, path, all);
    for (const name in optionalDependencies) addPlace(leads.optional, name, path, all);
    known.set(path, leads);
    return leads;
  };
}

/** Adds the path of a package that is installed. */
function addPlace(places: Set<string>, name: string, from: string, packages: Packages): void {
  const place = placeOf(name, from, packages);
  if (place !== undefined) places.add(place);
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
