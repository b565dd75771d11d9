// Invocation: how this run was started, and so what a person types to start the next one.
import { readFileSync } from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { ourCommand, ourFolder, ourName, ourProgram, ourStarter } from "./ourselves.ts";
import { quote } from "./shell.ts";

interface Invocation {
  /** The folder of our package. */
  root: string;
  /** What was started: `process.argv[1]`. */
  started: string;
  env: Record<string, string | undefined>;
}

const thisRun: Invocation = { root: ourFolder, started: process.argv[1] ?? "", env: process.env };

/** The package manager that runs us, by the name it gives itself: "pnpm/10.1.0 npm/? node/v24.1.0 linux x64". */
export function callerIn({ npm_config_user_agent: agent = "" }: Invocation["env"]): string | undefined {
  return /^([a-z]+)\//.exec(agent)?.[1];
}

/**
 * Whether our package was asked of a registry by its name, so that the same name leads to it again. A clone, a tarball, a
 * link and a Git address are no registry: the package that a registry has under our name may be another one.
 */
export function isFromRegistry({ root }: Pick<Invocation, "root"> = thisRun): boolean {
  const askedFor = rangeIn(root) ?? rangeOfYarn(root);
  return askedFor !== undefined && !/[:/\\]/.test(askedFor);
}

/**
 * What a person types to start us once more.
 *
 * @param words what follows, quoted where that is needed
 * @param folder where it is typed
 */
export function commandToType(words: string[], folder: string = process.cwd(), run: Invocation = thisRun): string {
  return [...programFor(folder, words.length > 0, run), ...words].join(" ");
}

function programFor(folder: string, followed: boolean, run: Invocation): string[] {
  const manager = managerOf(run);
  const separator = manager === "npm" && followed ? ["--"] : [];
  if (isFromRegistry(run) && callerIn(run.env) !== undefined) return [manager, "create", starterFor(manager), ...separator];
  if (isOnPath(run)) return [ourCommand];
  if (resolve(folder) === resolve(run.root)) return [manager, "start", ...separator];
  return ["node", quote(shortest(join(run.root, ourProgram), folder))];
}

/** What a person gives to a manager's `create`. Only npm may run an older version that it has kept; yarn 1 takes no version. */
export function starterFor(manager: string): string {
  return manager === "npm" ? `${ourStarter}@latest` : ourStarter;
}

function managerOf({ env }: Invocation): string {
  return ["pnpm", "yarn", "bun"].find((name) => name === callerIn(env)) ?? "npm";
}

/** Installed for the whole machine, and started by its name. Package managers lengthen PATH while they run something. */
function isOnPath({ started, env }: Invocation): boolean {
  const byName = basename(started) === ourCommand && callerIn(env) === undefined;
  return byName && (env.PATH ?? "").split(delimiter).includes(dirname(started));
}

/** The version range or the address that the nearest package.json above node_modules asks for us with. */
function rangeIn(root: string): string | undefined {
  const pieces = root.split(/(?=[\\/]node_modules[\\/])/);
  for (let kept = pieces.length - 1; kept > 0; kept -= 1) {
    const range = dependencyIn(join(pieces.slice(0, kept).join(""), "package.json"));
    if (range !== undefined) return range;
  }
  return undefined;
}

function dependencyIn(manifest: string): string | undefined {
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, Record<string, unknown>>;
    const range = { ...devDependencies, ...dependencies }[ourName];
    return typeof range === "string" ? range : undefined;
  } catch {
    return undefined; // Not there, or not a package.json: it does not ask for us.
  }
}

/** Yarn 4 runs us out of a zip file of its cache, whose name says where it came from: "create-x-npm-0.1.0-1afc6b206a-8.zip". */
function rangeOfYarn(root: string): string | undefined {
  return /-npm-(\d[^/\\]*)\.zip[\\/]node_modules[\\/]/.exec(root)?.[1];
}

/** A relative path stays short; one that climbs far does not. */
function shortest(path: string, from: string): string {
  const near = relative(from, path);
  return isAbsolute(near) || near.split(/[\\/]/).filter((piece) => piece === "..").length > 2 ? path : near;
}
