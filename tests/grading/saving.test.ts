// Saving: one write for many results, the last of them at the end, and no failure is lost.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSaving } from "../../src/grading/saving.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what comes within a second is written once, and what is left at the end", () => {
  const times: number[] = [];
  const began = performance.now();
  const saving = openSaving(() => times.push(performance.now() - began));
  for (let at = 0; at < 250; at += 1) {
    saving.soon();
    vi.advanceTimersByTime(10);
  }
  saving.end();
  saving.end();
  vi.advanceTimersByTime(10_000);
  expect(times).toEqual([0, 1_000, 2_000, 2_500]);
});

test("what comes alone is written at once", () => {
  const write = vi.fn();
  const saving = openSaving(write);
  for (let at = 1; at <= 3; at += 1) {
    saving.soon();
    vi.advanceTimersByTime(1);
    expect(write).toHaveBeenCalledTimes(at);
    vi.advanceTimersByTime(60_000);
  }
  saving.end();
  expect(write).toHaveBeenCalledTimes(3);
});

test("nothing is written for nothing", () => {
  const write = vi.fn();
  openSaving(write).end();
  expect(write).not.toHaveBeenCalled();
});

test("writing takes a fifth of the time at most", () => {
  let writes = 0;
  const saving = openSaving(() => {
    writes += 1;
    vi.setSystemTime(Date.now());
    vi.advanceTimersByTime(2_000);
  });
  for (let second = 0; second < 100; second += 1) {
    saving.soon();
    vi.advanceTimersByTime(1_000);
  }
  expect(writes).toBeLessThanOrEqual(15);
});

test.each(["soon", "end"] as const)("a failed write is told by the next %s, and tried no more", (next) => {
  const write = vi.fn(() => { throw new Error("The disk is full."); });
  const saving = openSaving(write);
  saving.soon();
  vi.advanceTimersByTime(5);
  expect(write).toHaveBeenCalledTimes(1);
  expect(() => saving[next]()).toThrow("The disk is full.");
  expect(() => saving.end()).toThrow("The disk is full.");
  expect(write).toHaveBeenCalledTimes(1);
});

test("a write that fails at the end is told there", () => {
  const saving = openSaving(() => { throw new Error("The disk is full."); });
  saving.soon();
  expect(() => saving.end()).toThrow("The disk is full.");
});
