// Placed students: what is left to do for each, and who has no repository.
import { expect, test } from "vitest";
import { isPlaced, nameOf } from "../../src/handout/placement.ts";
import { checkPlaced } from "../../src/handout/updating.ts";
import type { Student } from "../../src/roster/class-file.ts";

const student = (more: Partial<Student> = {}): Student => ({ key: "ann", repo: "acme/week-3-ann", pushed: "a", invited: ["ann"], members: [{ name: "Ann", username: "ann" }], ...more });

test.each<[string, Partial<Student>, boolean]>([
  ["with everything", {}, true],
  ["without a repository", { repo: undefined }, false],
  ["without a push", { pushed: undefined }, false],
  ["without an invitation", { invited: undefined }, false],
  ["with another invitation", { invited: ["bo"] }, false],
  ["with one invitation of two", { members: [{ name: "Ann", username: "ann" }, { name: "Bo", username: "bo" }] }, false],
  ["whose second member has no username", { members: [{ name: "Ann", username: "ann" }, { name: "Bo" }] }, true],
])("a student %s is placed: %s", (_, more, is) => {
  expect(isPlaced(student(more))).toBe(is);
});

test("a repository has an owner and a name", () => {
  expect(nameOf(student())).toEqual({ owner: "acme", name: "week-3-ann" });
  for (const repo of [undefined, "acme"]) expect(() => nameOf(student({ repo }))).toThrow("ann has no repository. Hand it out with --org.");
});

test("a class is refused if nobody has a repository", () => {
  const classOf = (...students: Student[]) => ({ format: 1 as const, root: "a", students });
  expect(() => checkPlaced(classOf(student({ repo: undefined })))).toThrow("The class has no repositories on GitHub. Hand out with --org first.");
  expect(() => checkPlaced(classOf(student({ repo: undefined }), student()))).not.toThrow();
});
