// Packages: whether a submission still asks for the packages of the assignment.
import { isObject, parseJson, NotJson } from "../json-file.ts";
import { shown } from "../shown.ts";

const lists = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies", "overrides"];

export interface PackageFiles {
  manifest?: string;
  /** The lock file of npm. A submission may have none. */
  lock?: string;
}

/** What a submission changed about its packages, as the end of a sentence: "adds left-pad"; undefined if nothing. */
export function packageChanges(ours: PackageFiles, theirs: PackageFiles): string | undefined {
  if (ours.manifest === undefined) return undefined;
  if (theirs.manifest === undefined) return "package.json is missing";
  const [before, after] = [objectIn(ours.manifest), objectIn(theirs.manifest)];
  if (after === undefined) return "package.json cannot be read";
  const changed = lists.flatMap((list) => differences(objectOf(before?.[list]), objectOf(after[list])));
  if (changed.length > 0) return `package.json ${some(changed)}`;
  if (ours.lock === undefined || theirs.lock === undefined) return undefined;
  const locked = differences(versionsIn(ours.lock), versionsIn(theirs.lock));
  return locked.length === 0 ? undefined : `the lock file ${some(locked)}`;
}

/** Each package with its version and origin. Versions of npm write other things into a lock file, too. */
function versionsIn(lock: string): Record<string, unknown> {
  const packages = objectOf(objectIn(lock)?.packages);
  const installed = Object.entries(packages).filter(([path]) => path !== "");
  return Object.fromEntries(
    installed.map(([path, entry]) => {
      const { version, integrity, link } = objectOf(entry);
      return [path.replace(/^node_modules\//, ""), [version, integrity, link]];
    }),
  );
}

function differences(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    if (!Object.hasOwn(before, name)) return [`adds ${shown(name, 60)}`];
    if (!Object.hasOwn(after, name)) return [`removes ${shown(name, 60)}`];
    return JSON.stringify(before[name]) === JSON.stringify(after[name]) ? [] : [`changes ${shown(name, 60)}`];
  });
}

function some(changes: string[]): string {
  const more = changes.length > 3 ? ` and ${changes.length - 3} more` : "";
  return `${changes.slice(0, 3).join(", ")}${more}`;
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}
