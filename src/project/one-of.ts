// Choice by name: the value of an id, or an error that suggests the nearest id.
import { nearest } from "../nearest.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

/** A named offer of a stack: a language or a package manager. */
export type Named<T> = T & { id: string };

/**
 * Looks up an id.
 * @param kind the kind of value in the message: "language"
 * @param origin its source in the message: "--language"
 * @throws UserError for an unknown id
 */
export function oneOf<T>(kind: string, id: string, all: Map<string, T>, origin?: string): T {
  const found = all.get(id);
  if (found !== undefined) return found;
  throw new UserError(
    `${shown(id)}${from(origin)} is not ${/^[aio]/.test(kind) ? "an" : "a"} ${kind}.`,
    nearest(id, all.keys()),
  );
}

/** The same for the keys of an object. */
export function named<T>(kind: string, id: string, all: Record<string, T>, origin?: string): Named<T> {
  return { id, ...oneOf(kind, id, new Map(Object.entries(all)), origin) };
}

/** " from --title"; empty without an origin. */
export function from(origin = ""): string {
  return origin === "" ? "" : ` from ${origin}`;
}
