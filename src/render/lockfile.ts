// Lock pass: reduces the shared lockfile to what a project's manifest needs. The format is npm's, version 3:
// https://docs.npmjs.com/cli/configuring-npm/package-lock-json
import type { Draft } from "../draft.ts";

type Names = Record<string, string>;

interface Package {
  name?: string;
  version?: string;
  license?: string;
  dependencies?: Names;
  devDependencies?: Names;
  optionalDependencies?: Names;
  peerDependencies?: Names;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  engines?: object;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
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

/** The packages that a package requires, and all that it can use. */
interface Leads {
  firm: string[];
  all: string[];
}

function pruned(all: Packages, { name, version, license, dependencies, devDependencies, engines }: Package): Packages {
  const root: Package = { name, version, license, dependencies, devDependencies, engines };
  const leads = leadsIn(all);
  const [production, development] = [dependencies, devDependencies].map((names = {}) =>
    placesOf(Object.keys(names), "", all),
  );
  const inProduction = reached(production, leads, "all");
  const everywhere = [inProduction, reached(development, leads, "all")];
  const firmInProduction = reached(production, leads, "firm");
  const firmInDevelopment = reached(development, leads, "firm");
  const kept = Object.entries(all).filter(([path]) => path !== "" && everywhere.some((paths) => paths.has(path)));
  const flagged = kept.map(([path, locked]): [string, Package] => {
    const dev = !inProduction.has(path);
    const optional = !firmInProduction.has(path) && !firmInDevelopment.has(path);
    const devOptional = !dev && !optional && !firmInProduction.has(path);
    return [
      path,
      { ...locked, dev: dev || undefined, optional: optional || undefined, devOptional: devOptional || undefined },
    ];
  });
  return { "": root, ...Object.fromEntries(flagged) };
}

/** The paths of all packages reachable from some, including these. */
function reached(starts: string[] = [], leads: (path: string) => Leads, kind: keyof Leads): Set<string> {
  const found = new Set(starts);
  for (const path of found) for (const next of leads(path)[kind]) found.add(next);
  return found;
}

/** Looks up the dependencies of packages on demand, each once. */
function leadsIn(all: Packages): (path: string) => Leads {
  const known = new Map<string, Leads>();
  return (path) => {
    const found = known.get(path) ?? leadsOf(path, all);
    known.set(path, found);
    return found;
  };
}

/** An optional peer is kept only if another package requires it. */
function leadsOf(path: string, all: Packages): Leads {
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
    peerDependenciesMeta = {},
  } = all[path] ?? {};
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  const needed = Object.keys(dependencies).filter((name) => optionalDependencies[name] === undefined);
  const firm = placesOf([...needed, ...peers], path, all);
  return { firm, all: [...firm, ...placesOf(Object.keys(optionalDependencies), path, all)] };
}

/** The paths of those packages that are installed. */
function placesOf(names: string[], from: string, packages: Packages): string[] {
  return names.map((name) => placeOf(name, from, packages)).filter((path) => path !== undefined);
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
