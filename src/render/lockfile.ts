// The lockfile of a repo: what its manifest asks for, cut out of the one that holds the packages of every repo. The format is
// npm's, version 3: https://docs.npmjs.com/cli/configuring-npm/package-lock-json
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

/** Fits the lockfile at `path`, where a draft has one, to the manifest that lies beside it. */
export function fitLockfile(draft: Draft, path: string): void {
  const master = draft.get(path);
  if (master === undefined) return;
  const manifest = JSON.parse(draft.get("package.json") ?? "{}") as Package;
  const lock = JSON.parse(master) as { packages: Packages };
  const { name, version } = manifest;
  draft.set(path, `${JSON.stringify({ name, version, ...lock, packages: pruned(lock.packages, manifest) }, null, 2)}\n`);
}

function pruned(all: Packages, { name, version, license, dependencies, devDependencies, engines }: Package): Packages {
  const root: Package = { name, version, license, dependencies, devDependencies, engines };
  const production = { ...all, "": { dependencies } };
  const development = { ...all, "": { dependencies: devDependencies } };
  const inProduction = reached(production, { optional: true });
  const everywhere = [inProduction, reached(development, { optional: true })];
  const firmInProduction = reached(production, { optional: false });
  const firmInDevelopment = reached(development, { optional: false });
  const kept = Object.entries(all).filter(([path]) => path !== "" && everywhere.some((paths) => paths.has(path)));
  const flagged = kept.map(([path, locked]): [string, Package] => {
    const dev = !inProduction.has(path);
    const optional = !firmInProduction.has(path) && !firmInDevelopment.has(path);
    const devOptional = !dev && !optional && !firmInProduction.has(path);
    return [path, { ...locked, dev: dev || undefined, optional: optional || undefined, devOptional: devOptional || undefined }];
  });
  return { "": root, ...Object.fromEntries(flagged) };
}

/** The paths of all packages that the root leads to; without `optional`, only over what cannot be left out. */
function reached(packages: Packages, { optional }: { optional: boolean }): Set<string> {
  const found = new Set<string>();
  const waiting = [""];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const name of neededBy(packages[from], optional)) {
      const path = placeOf(name, from, packages);
      if (path === undefined || found.has(path)) continue;
      found.add(path);
      waiting.push(path);
    }
  }
  return found;
}

/** An optional peer is no need of its own: it is kept where something else brings it. */
function neededBy({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta = {} }: Package = {}, optional: boolean): string[] {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  const firm = Object.keys(dependencies ?? {}).filter((name) => optionalDependencies?.[name] === undefined);
  return [...firm, ...peers, ...(optional ? Object.keys(optionalDependencies ?? {}) : [])];
}

/** Where Node.js finds a package: beside whom asks, or further up. */
function placeOf(name: string, from: string, packages: Packages): string | undefined {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (folder === "") return undefined;
  }
}
