// One look at the machine: what is asked, and what comes of it.
import type { Cure } from "../system/fixes.ts";
import type { Scene } from "./surroundings.ts";

/** What was found. A `note` is a lack of something that one can do without. */
export type Finding = { status: "fine"; says: string } | ({ status: "note" | "missing" } & Cure);

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
  look: (scene: Scene, signal: AbortSignal) => Finding | undefined | Promise<Finding | undefined>;
}

export function fine(says: string): Finding {
  return { status: "fine", says };
}

export function lacks(cure: Cure): Finding {
  return { ...cure, status: "missing" };
}

export function note(cure: Cure): Finding {
  return { ...cure, status: "note" };
}
