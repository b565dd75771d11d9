// Late work: every rule is parsed as it is written, other text is refused, and penalties grow per day.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptedMinutes, lateInWords, minutesADay, noLateWork, parseLate, type LateRule } from "../../src/gradebook/late-rule.ts";
import { lateSentence, penaltyFor } from "../../src/gradebook/late.ts";
import { UserError } from "../../src/user-error.ts";
import { hostileText } from "../support/arbitrary.ts";

const anyRule = fc
  .record({ perDay: fc.integer({ min: 0, max: 10_000 }), more: fc.integer({ min: 0, max: 10_000 }), grace: fc.integer({ min: 0, max: 10_080 }) })
  .map(({ perDay, more, grace }): LateRule => (perDay === 0 ? { ...noLateWork, grace } : { perDay: perDay / 100, cap: Math.min(100, (perDay + more) / 100), grace }));

test.each<[string, LateRule]>([
  ["10% a day, at most 50%, 1 hour grace", { perDay: 10, cap: 50, grace: 60 }],
  ["  2.5 %  per day ; MAX 100 %", { perDay: 2.5, cap: 100, grace: 0 }],
  ["10 % a day", { perDay: 10, cap: 100, grace: 0 }],
  ["5%/day, 90 minutes of grace", { perDay: 5, cap: 100, grace: 90 }],
  ["2 days of grace", { perDay: 0, cap: 0, grace: 2_880 }],
  ["not accepted", noLateWork],
])("%j is parsed as a rule", (text, rule) => {
  expect(parseLate(text)).toEqual(rule);
});

test.each([
  ["a bit less", 'says "a bit less", which is no part of a rule'],
  ["", 'says "", which is no part of a rule'],
  ["10 % a day, 20 % a day", "says something twice"],
  ["110 % a day", "takes more than 100 %"],
  ["at most 50 %", "does not say what a day costs"],
  ["20 % a day, at most 10 %", "takes more for the first day than at most"],
  ["0 % a day", "takes 0 %"],
  ["10 % a day, not accepted", "accepts no late work, and says what it costs"],
  ["8 days of grace", "has more than 7 days of grace"],
  ["-10 % a day", "is no part of a rule"],
  ["10 % a day, accepted for 3 days", "accepts late work for 10 days, and says 3 days"],
  ["10 % a day, ".repeat(20), "is longer than 200 characters"],
])("%j is refused, with an example of a rule", (text, says) => {
  expect(() => parseLate(text)).toThrow(expect.objectContaining({ message: expect.stringContaining(says) as string }) as Error);
  expect(() => parseLate(text)).toThrow(/ Write it like "10 % a day, at most 50 %, 1 hour of grace", or "not accepted"\.$/);
});

test("a rule written as text is parsed as the same rule", () => {
  fc.assert(fc.property(anyRule, (rule) => { expect(parseLate(lateInWords(rule))).toEqual(rule); }));
  expect(lateInWords({ perDay: 10, cap: 50, grace: 60 })).toBe("10 % for each day begun, at most 50 %, 1 hour of grace, accepted for 5 days");
  expect(lateInWords(noLateWork)).toBe("not accepted");
});

test("random text is parsed as a rule or refused", () => {
  fc.assert(fc.property(hostileText, (text) => {
    try {
      parseLate(text);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
  }));
});

describe("A penalty", () => {
  const minutes = fc.integer({ min: 0, max: 1_000_000 });

  test("is between 0 and the cap while late work is accepted, never falls with time, and is 0 during the grace", () => {
    fc.assert(fc.property(anyRule, minutes, minutes, (rule, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      expect(penaltyFor(less, rule)).toBeGreaterThanOrEqual(0);
      expect(penaltyFor(more, rule)).toBeLessThanOrEqual(more > acceptedMinutes(rule) ? 1 : rule.cap / 100);
      expect(penaltyFor(less, rule)).toBeLessThanOrEqual(penaltyFor(more, rule));
      expect(penaltyFor(rule.grace, rule)).toBe(0);
    }));
  });

  test("reaches the cap at the end of the accepted time", () => {
    fc.assert(fc.property(anyRule.filter(({ perDay }) => perDay > 0), (rule) => {
      fc.pre(acceptedMinutes(rule) > rule.grace);
      expect(penaltyFor(acceptedMinutes(rule), rule)).toBeCloseTo(rule.cap / 100);
    }));
  });

  test.each([[0, 0], [60, 0], [61, 0.1], [1_440, 0.1], [1_441, 0.2], [7_200, 0.5], [7_201, 1], [100_000, 1]])("is for %i minutes: %d", (late, fraction) => {
    expect(penaltyFor(late, { perDay: 10, cap: 50, grace: 60 })).toBe(fraction);
  });
});

test.each<[number, string | undefined]>([
  [0, undefined],
  [-5, undefined],
  [1, "Handed in 1 minute after the deadline, which costs nothing."],
  [125, "Handed in 2 hours 5 minutes after the deadline, which costs 12.5 % of the points and leaves 21.88."],
  [1_440, "Handed in 1 day after the deadline, which costs 12.5 % of the points and leaves 21.88."],
  [1_445, "Handed in 1 day 5 minutes after the deadline, which costs 25 % of the points and leaves 18.75."],
  [3_061, "Handed in 2 days 3 hours after the deadline, which costs 37.5 % of the points and leaves 15.63."],
  [5_761, "Handed in 4 days 1 minute after the deadline, too late to be accepted: it counts for nothing."],
])("25 points that came %d minutes late: %s", (minutes, sentence) => {
  expect(lateSentence(25, minutes, { perDay: 12.5, cap: 50, grace: 60 })).toBe(sentence);
});

test("late work is accepted for as many days as it takes to reach the most, for every percentage", () => {
  for (let perDay = 1; perDay <= 400; perDay += 1) {
    for (const days of [1, 2, 3, 7, 9]) {
      const rule = parseLate(`${perDay / 100}% a day, at most ${(perDay * days) / 100}%`);
      expect(acceptedMinutes(rule), `${perDay / 100} %`).toBe(days * minutesADay);
      expect(acceptedMinutes(parseLate(lateInWords(rule)))).toBe(days * minutesADay);
    }
  }
});
