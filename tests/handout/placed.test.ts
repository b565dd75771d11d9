// Placed students: what is left to do for each, and who has no repository.
import { expect, test } from "vitest";
import { isPlaced } from "../../src/handout/placement.ts";
import { handedOutTo, nameOf, placeOf } from "../../src/handout/students-repo.ts";
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

test.each<Partial<Student>>([{ pushed: undefined, created: true }, { repo: undefined }])("a repository that we did not fill is nobody's: %j", (more) => {
  expect(placeOf(student())).toEqual({ owner: "acme", name: "week-3-ann" });
  expect(() => placeOf(student(more))).toThrow("has no copy of this assignment yet. Type assignment handout first.");
});

test("a branch that the store has lost is not taken for the starter", () => {
  expect(handedOutTo(student(), new Map([["ann", "a"]]))).toBe("a");
  expect(() => handedOutTo(student(), new Map([["bo", "a"]]))).toThrow("The store of the class has lost the branch ann. Restore store.git from a copy.");
});

test("a class is refused if nobody has a repository", () => {
  const classOf = (...students: Student[]) => ({ format: 1 as const, root: "a", students });
  expect(() => checkPlaced(classOf(student({ repo: undefined })))).toThrow("The class has no repositories on GitHub. Hand out with --org first.");
  expect(() => checkPlaced(classOf(student({ repo: undefined }), student()))).not.toThrow();
});
