// Requirements: which systems can grade.
import { expect, test } from "vitest";
import { checkSystem } from "../../src/grading/requirements.ts";

test("on Windows, grading is refused with the advice to use WSL 2", () => {
  expect(() => checkSystem("win32")).toThrow("Grading needs Linux or macOS. On Windows, grade in WSL 2.");
  for (const platform of ["linux", "darwin"]) expect(() => checkSystem(platform)).not.toThrow();
});
