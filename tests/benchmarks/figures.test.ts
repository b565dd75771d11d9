// Figures: the arithmetic of the benchmarks.
import { describe, expect, test } from "vitest";
import { compare, median } from "../../benchmarks/figures.ts";
import { isMet, results, table, type Row } from "../../benchmarks/report.ts";

const row: Row = { what: "start", against: "other", unit: "s", ours: 0.0804, theirs: 0.1, ratio: 0.804, target: 1 };

describe("The arithmetic", () => {
  test.each([[[3], 3], [[9, 1, 5], 5], [[4, 1, 3, 2], 2.5]])("the median of %j is %d", (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  test("the median of an empty list is an error", () => {
    expect(() => median([])).toThrow("nothing");
  });

  test("a slow moment, which slows down both times of a pair, does not change the ratio", () => {
    expect(compare([[1, 2], [10, 20], [2, 4]])).toEqual({ ours: 2, theirs: 4, ratio: 0.5 });
  });
});

describe("The verdict", () => {
  test("seconds must not exceed the target, and requests per second must reach it", () => {
    expect(isMet({ ...row, ratio: 1 })).toBe(true);
    expect(isMet({ ...row, ratio: 1.01 })).toBe(false);
    expect(isMet({ ...row, unit: "requests/s", target: 0.8 })).toBe(true);
    expect(isMet({ ...row, unit: "requests/s", target: 0.81 })).toBe(false);
    expect(isMet({ ...row, unit: "µs", target: 0.9 })).toBe(true);
    expect(isMet({ ...row, unit: "µs", target: 0.8 })).toBe(false);
    expect(isMet({ ...row, target: undefined })).toBeUndefined();
  });

  test("a missed target is printed in bold", () => {
    expect(table([{ ...row, ratio: 1.2 }])).toContain("| start | other   | 0.080 s | 0.100 s | 1.20  | ≤ 1    | **no** |");
  });

  test("all lines of the table have the same length", () => {
    const lines = table([row, { ...row, what: "make the blog (117 files : 12)", target: undefined }]).split("\n");
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
  });

  test("a row without a target has an empty verdict, and requests have no decimals", () => {
    expect(table([{ ...row, unit: "requests/s", ours: 812.4, theirs: 1000, target: undefined }])).toContain("| 812/s | 1000/s | 0.80  |        |     |");
  });
});

test("the results contain the machine, the versions, both tables and the notes", () => {
  const text = results({ machine: "2 cores", versions: { peer: "1.2.3" }, commands: [row], handout: { students: 200, seconds: 0.7, megabytes: 6 }, app: [{ ...row, what: "list", unit: "µs" }], growth: [{ rows: 1_000_000, milliseconds: [180.4, 0.912, 3, 4] }], notes: "## Notes\n" });
  for (const part of ["on 2 cores.", "peer 1.2.3", "| start |", "| list ", "≤ 1    | yes", "| 1,000,000 | 180 ms | 0.91 ms ", "| 200 students: CPU time | 0.70 s | ≤ 3 s  | yes    |", "| 6.0 MB | ≤ 5 MB | **no** |"]) expect(text).toContain(part);
  expect(text.endsWith("\n\n## Notes\n")).toBe(true);
});
