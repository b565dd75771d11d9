// Invocation: how this run was started, and which command starts the next one.
import { readFileSync } from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { ourCommand, ourFolder, ourName, ourProgram, ourStarter } from "./ourselves.ts";
import { quote } from "./shell.ts";

interface Invocation {
  root: string;
  started: string;
  env: Record<string, string | undefined>;
}

const thisRun: Invocation = { root: ourFolder, started: process.argv[1] ?? "", env: process.env };

/** The package manager that runs us, from its user agent: "pnpm/10.1.0 npm/? node/v24.1.0 linux x64". */
export function callerIn({ npm_config_user_agent: agent = "" }: Invocation["env"]): string | undefined {
  return /^([a-z]+)\//.exec(agent)?.[1];
}

/**
 * Whether our package came from a registry by its name, so that the name leads to it again. A clone, a tarball, a link
 * and a Git address do not count: the package that a registry has under our name may be another one.
 */
export function isFromRegistry({ root }: Pick<Invocation, "root"> = thisRun): boolean {
  const askedFor = rangeIn(root) ?? rangeOfYarn(root);
  return askedFor !== undefined && !/[:/\\]/.test(askedFor);
}

/**
 * The command that a person types to run us again.
 * @param words the arguments, quoted as needed
 * @param folder the folder in which it is typed
 */
export function commandToType(words: string[], folder: string = process.cwd(), run: Invocation = thisRun): string {
  return [...programFor(folder, words.length > 0, run), ...words].join(" ");
}

function programFor(folder: string, followed: boolean, run: Invocation): string[] {
  const manager = managerOf(run);
  const separator = manager === "npm" && followed ? ["--"] : [];
  if (isFromRegistry(run) && callerIn(run.env) !== undefined)
    return [manager, "create", starterFor(manager), ...separator];
  if (isOnPath(run)) return [ourCommand];
  if (resolve(folder) === resolve(run.root)) return [manager, "start", ...separator];
  return ["node", quote(shortest(join(run.root, ourProgram), folder))];
}

/** The argument of a manager's `create`. Only npm may run an older cached version; yarn 1 takes no version. */
export function starterFor(manager: string): string {
  return manager === "npm" ? `${ourStarter}@latest` : ourStarter;
}

function managerOf({ env }: Invocation): string {
  return ["pnpm", "yarn", "bun"].find((name) => name === callerIn(env)) ?? "npm";
}

/** Whether we are installed globally and started by name. Package managers extend PATH while they run a program. */
function isOnPath({ started, env }: Invocation): boolean {
  const byName = basename(started) === ourCommand && callerIn(env) === undefined;
  return byName && (env.PATH ?? "").split(delimiter).includes(dirname(started));
}

/** The version range or address by which the nearest package.json above node_modules depends on us. */
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
    const { dependencies, devDependencies } = JSON.parse(readFileSync(manifest, "utf8")) as Record<
      string,
      Record<string, unknown>
    >;
    const range = { ...devDependencies, ...dependencies }[ourName];
    return typeof range === "string" ? range : undefined;
  } catch {
    return undefined; // Without a readable package.json there is no dependency on us.
  }
}

/** Yarn 4 runs us from a zip file in its cache whose name holds the version: "create-x-npm-0.1.0-1afc6b206a-8.zip". */
function rangeOfYarn(root: string): string | undefined {
  return /-npm-(\d[^/\\]*)\.zip[\\/]node_modules[\\/]/.exec(root)?.[1];
}

/** A relative path, unless it climbs too far up. */
function shortest(path: string, from: string): string {
  const near = relative(from, path);
  return isAbsolute(near) || near.split(/[\\/]/).filter((piece) => piece === "..").length > 2 ? path : near;
}
