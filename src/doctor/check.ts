// Check: one question about the machine, and its finding.
import type { Fix } from "../system/fixes.ts";
import type { Surroundings } from "./surroundings.ts";

/** What was found. A `note` is something missing that is optional. */
export type Finding = { status: "fine"; says: string } | ({ status: "note" | "missing" } & Fix);

export interface Check {
  /** For scripts: "git". */
  id: string;
  /** In a sentence: "Git". */
  title: string;
  /** How long it may take, in milliseconds. */
  limit: number;
  /** Whether one can do without an answer in time. */
  late?: "note" | "missing";
  /**
   * Looks, and changes nothing.
   *
   * @param signal ends it: there is no time left, or Ctrl-C
   * @returns undefined where there is nothing to look at
   */
  look: (surroundings: Surroundings, signal: AbortSignal) => Finding | undefined | Promise<Finding | undefined>;
}

export function fine(says: string): Finding {
  return { status: "fine", says };
}

export function failed(fix: Fix): Finding {
  return { ...fix, status: "missing" };
}

export function note(fix: Fix): Finding {
  return { ...fix, status: "note" };
}
