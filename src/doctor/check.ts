// Check: one question about the machine, and its finding.
import type { Fix } from "../system/fixes.ts";
import type { Surroundings } from "./surroundings.ts";

/** The result of a check. A `note` is something optional that is missing. */
export type Finding = { status: "fine"; says: string } | ({ status: "note" | "missing" } & Fix);

export interface Check {
  id: string;
  title: string;
  limit: number;
  /** The status if the check does not finish in time. */
  late?: "note" | "missing";
  /**
   * Inspects the machine without changing it.
   * @param signal ends it at the time limit or by Ctrl-C
   * @returns undefined if the check does not apply
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
