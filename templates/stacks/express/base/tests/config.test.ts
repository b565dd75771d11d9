// Settings tests: the app does not start with a wrong value.
import { expect, test, vi } from "vitest";
import { readSettings } from "../src/config.ts";

const wrong = [["PORT", "abc"], ["RATE_LIMIT", "0"], ["LOG_LEVEL", "loud"], ["SITE_URL", "x.y"]];

test.each(wrong)("%s=%s stops the app with a message", (name, value) => {
  const error = vi.spyOn(console, "error").mockReturnValue();
  // In a test, process.exit throws an error.
  expect(() => readSettings({ [name]: value })).toThrow("process.exit");
  expect(error).toHaveBeenLastCalledWith(expect.stringContaining(`Cannot start: ${name}: `));
  error.mockRestore();
});
