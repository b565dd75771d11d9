// Late work: the part of the points that is taken off, and what a student reads about it.
import { acceptedMinutes, duration, minutesADay, type LateRule } from "./late-rule.ts";

/**
 * The part of the points that is lost: 0 in time and during the grace, 1 for all of them, also when late work was not
 * accepted any more.
 * @param lateMinutes whole minutes after the student's own deadline
 */
export function penaltyFor(lateMinutes: number, rule: LateRule): number {
  if (lateMinutes <= rule.grace) return 0;
  if (lateMinutes > acceptedMinutes(rule)) return 1;
  return Math.min(rule.cap, Math.ceil(lateMinutes / minutesADay) * rule.perDay) / 100;
}

/** What is left of the points, to two decimals. */
export function pointsAfter(penalty: number, points: number): number {
  return Math.round(points * (1 - penalty) * 100) / 100;
}

/** What a student reads about late work; undefined for work in time. */
export function lateSentence(points: number, lateMinutes: number, rule: LateRule): string | undefined {
  if (lateMinutes <= 0) return undefined;
  const came = `Handed in ${roughly(lateMinutes)} after the deadline`;
  if (lateMinutes > acceptedMinutes(rule)) return `${came}, too late to be accepted: it counts for nothing.`;
  const penalty = penaltyFor(lateMinutes, rule);
  if (penalty === 0) return `${came}, which costs nothing.`;
  const percent = Math.round(penalty * 10_000) / 100;
  return `${came}, which costs ${percent} % of the points and leaves ${pointsAfter(penalty, points)}.`;
}

/** In the two largest units: "1 day 3 hours". */
function roughly(length: number): string {
  const [days, hours] = [length - (length % minutesADay), length - (length % 60)];
  return [days, hours - days, length - hours]
    .filter((part) => part > 0)
    .slice(0, 2)
    .map(duration)
    .join(" ");
}
