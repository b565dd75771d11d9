// Collected file: collected.json is read as it was written, at every size.
import { expect, test } from "vitest";
import { collectedBefore, collectedDeadline, saveCollected } from "../../src/gradebook/collected-file.ts";
import { temporary } from "../support/sandbox.ts";

test("what was collected from 20,000 students is read as it was written", () => {
  const folder = temporary();
  const submissions = Array.from({ length: 20_000 }, (_, at) => ({ key: `s${at}`, commit: "a".repeat(40), pushed: "2026-11-27T22:00:00.000Z", late: at, name: "x".repeat(200) }));
  saveCollected(folder, new Date("2026-11-27T23:00:00Z"), submissions);
  expect([...collectedBefore(folder).values()].sort((a, b) => a.late - b.late)).toEqual(submissions);
  expect(collectedDeadline(folder)).toBe("2026-11-27T23:00:00.000Z");
});
