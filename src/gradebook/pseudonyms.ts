// Pseudonyms: a gradebook without names, in which the same student always has the same pseudonym.
import { drawn } from "../disk/folder-key.ts";
import type { Grade, Gradebook } from "./gradebook.ts";

/**
 * Replaces everything that says who a student is. Rows are sorted by pseudonym, so that their order says nothing.
 * @param secret without it nobody can compute the pseudonym of a name
 */
export function withPseudonyms(book: Gradebook, secret: string): Gradebook {
  const grades = book.grades.map((grade): Grade => {
    const { status, points, of, grade: earned, late, timed, penalty, sandboxed, tasks } = grade;
    const name = pseudonymOf(grade, secret);
    return { key: name, name, status, points, of, grade: earned, late, timed, penalty, sandboxed, tasks };
  });
  return { ...book, grades: grades.sort((one, other) => (one.key < other.key ? -1 : 1)) };
}

/** 48 bits of an HMAC: in a class of 10,000 the chance that two share one is 1 in 5 million. */
function pseudonymOf({ key, name, email = "" }: Grade, secret: string): string {
  return `student-${drawn(secret, JSON.stringify([key, name, email])).slice(0, 12)}`;
}
