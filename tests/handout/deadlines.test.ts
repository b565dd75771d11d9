// Deadlines: a day ends at midnight local time, late minutes are rounded up, and an extension names one student.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deadlinesOf, dueFor, lateMinutes, lateText, lateUntil } from "../../src/handout/deadlines.ts";
import { momentIn, momentOf } from "../../src/handout/moments.ts";
import type { Student } from "../../src/roster/class-file.ts";
import { temporary } from "../support/sandbox.ts";

const students: Student[] = [
  { key: "ann-lee", members: [{ name: "Ann Lee", username: "ann" }] },
  { key: "ann-lee-2", members: [{ name: "Ann Lee", email: "ann2@example.com" }] },
  { key: "team-a", group: "Team A", members: [{ name: "Bo" }, { name: "Cy" }] },
];

function extended(text: string) {
  const folder = temporary();
  writeFileSync(join(folder, "extensions.csv"), text);
  return deadlinesOf(folder, { due: "2026-12-01", late: "10 % a day, at most 20 %" }, students);
}

test("a date ends at 23:59:59 local time, also on days when clocks change; a time is local", () => {
  for (const day of ["2026-12-01", "2026-03-29", "2026-10-25", "2028-02-29"]) {
    const end = momentOf(day);
    expect([end.getHours(), end.getMinutes(), end.getSeconds()]).toEqual([23, 59, 59]);
    expect(new Date(end.getTime() + 1).getHours()).toBe(0);
  }
  expect(momentOf("2026-12-01T18:00").getHours()).toBe(18);
});

test.each<[string, string | undefined]>([
  ["2026-12-01T18:00", "2026-12-01T18:00"], ["2026-12-01 18:00", "2026-12-01T18:00"], [" 2026-12-01 18:00:30 ", "2026-12-01T18:00:30"],
  ["2026-12-01T18:00:00Z", "2026-12-01T18:00:00Z"], ["2026-12-01 18:00+02:00", "2026-12-01T16:00:00Z"], ["2026-12-01T18:00:00.250Z", "2026-12-01T18:00:00.250Z"],
  ["2026-02-30", undefined], ["2026-12-01 25:00", undefined], ["2026-12-01T18:00:61", undefined], ["2026-12-01T18:00+99:00", undefined], ["1.12.2026", undefined], ["", undefined], ["2026-12-01Z", undefined],
])("the cell %j is read as %j", (cell, moment) => {
  expect(momentIn(cell)).toEqual(moment === undefined ? undefined : new Date(moment));
});

test.each([[-1, 0], [0, 0], [1, 1], [60_000, 1], [60_001, 2]])("%i ms after the deadline count as %i minutes", (after, minutes) => {
  const due = momentOf("2026-12-01T18:00");
  expect(lateMinutes(new Date(due.getTime() + after), due)).toBe(minutes);
  expect(lateMinutes(new Date(), undefined)).toBe(0);
});

test("a day ends at midnight, not a millisecond before", () => {
  const late = (at: string) => lateMinutes(new Date(at), momentOf("2026-12-01"));
  expect([late("2026-12-02T00:00"), late("2026-12-02T00:00:01"), late("2026-12-02T10:00")]).toEqual([0, 1, 600]);
});

test.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])("in %s a day later is the same time of day, also when the clocks change", (zone) => {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    const shifts = new Set<number>();
    for (const [year, month, day] of [[2026, 2, 27], [2026, 2, 6], [2026, 9, 22], [2026, 9, 30], [2026, 9, 2], [2026, 3, 3], [2026, 11, 30]] as const) {
      for (let hour = 0; hour < 72; hour += 1) {
        const due = new Date(year, month, day, hour, 30);
        for (let days = 1; days <= 5; days += 1) {
          const later = new Date(due.getFullYear(), due.getMonth(), due.getDate() + days, due.getHours(), due.getMinutes());
          if (later.getHours() !== due.getHours()) continue; // A time that the clocks leave out.
          shifts.add(later.getTime() - due.getTime() - days * 86_400_000);
          expect([lateMinutes(later, due), lateMinutes(new Date(later.getTime() + 1), due)], `${due.toString()}, ${days} days`).toEqual([days * 1_440, days * 1_440 + 1]);
          expect(lateUntil(due, days * 1_440)).toEqual(later);
        }
        const minutes = Array.from({ length: 40 }, (_, at) => lateMinutes(new Date(due.getTime() + at * 61 * 60_000), due));
        expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
        expect(minutes.slice(0, 3)).toEqual([0, 61, 122]);
      }
    }
    expect(shifts.size).toBe(zone === "UTC" ? 1 : 3);
  } finally {
    process.env.TZ = before;
  }
});

test("an extension that ends before the deadline takes nothing away", () => {
  expect(dueFor("ann-lee", extended("student,due\nann,2026-11-30\n"))).toEqual(momentOf("2026-12-01"));
});

test.each([[0, "0 min, within the grace"], [60, "60 min, within the grace"], [61, "61 min"], [1_500, "1500 min"], [1_501, "1501 min, too late to count"]])("%i minutes are told as %s", (minutes, text) => {
  expect(lateText(minutes, { accepted: 1_500, grace: 60 })).toBe(text);
});

test("extensions find a student by key, username, email address or name, and a group by its name or a member", () => {
  const deadlines = extended('Student;Due\nANN;2026-12-05\nann2@example.com;"2026-12-06T12:00"\n\nCy;2026-12-07\n');
  expect(["ann-lee", "ann-lee-2", "team-a"].map((key) => dueFor(key, deadlines))).toEqual([momentOf("2026-12-05"), momentOf("2026-12-06T12:00"), momentOf("2026-12-07")]);
  expect([deadlines.accepted, dueFor("zoe", deadlines)]).toEqual([2 * 1_440, momentOf("2026-12-01")]);
});

test("a name that two students have is refused", () => {
  expect(() => extended("student,due\nAnn Lee,2026-12-05\n")).toThrow('Row 2 of extensions.csv names "Ann Lee", who can be ann-lee or ann-lee-2. Write the key.');
});
