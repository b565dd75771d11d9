// Questions: how keys answer them, and how Ctrl-C, Ctrl-D and the end of the input leave them.
import { expect, test } from "vitest";
import { asker, sentenceOf, type Question } from "../../src/commands/ask.ts";
import { finish } from "../../src/commands/assignment/check-report.ts";
import type { Assignment } from "../../src/classroom/assignment.ts";
import type { Result } from "../../src/grading/results.ts";
import { stopped, UserError } from "../../src/user-error.ts";
import { recording } from "../support/in-process.ts";
import { keyboardForEach } from "../support/keyboard.ts";
import { temporary } from "../support/sandbox.ts";

const keyboard = keyboardForEach();
const never = new AbortController().signal;
const name: Question<string> = { type: "input", message: "Name" };

/** Asks, and types when the question is shown. */
async function answer<T>(question: Question<T>, typed: string): Promise<T> {
  const asked = asker(never)(question);
  await keyboard.until(question.message);
  keyboard.keys.write(typed);
  return asked;
}

const listeners = () => ["data", "end", "error"].map((event) => keyboard.keys.listenerCount(event));

test("a typed line is the answer, and Enter alone the default", async () => {
  const before = listeners();
  expect(await answer(name, "Ann\r")).toBe("Ann");
  expect(await answer({ ...name, message: "Again", default: "Bob" }, "\r")).toBe("Bob");
  expect(keyboard.shown()).toContain("Again (Bob)");
  expect(listeners()).toEqual(before);
  expect([keyboard.keys.isPaused(), keyboard.raw.includes(true)]).toEqual([true, true]);
});

test("a confirmation and a list take their first letter and their arrows", async () => {
  expect(await answer({ type: "confirm", message: "Go on?", default: true }, "n\r")).toBe(false);
  const choices = [{ name: "One", value: 1 }, { name: "Two", value: 2 }];
  expect(await answer({ type: "list", message: "Which", choices }, "\u001B[B\r")).toBe(2);
});

test("an answer that is refused stays to be corrected, with the reason", async () => {
  const refuse = (text: string) => (text === "a" ? "Too short." : undefined);
  const asked = asker(never)({ ...name, refuse });
  await keyboard.until("Name");
  keyboard.keys.write("a\r");
  await keyboard.until("Too short.");
  keyboard.keys.write("b\r");
  expect(await asked).toBe("ab");
});

test.each<[string, (stop: AbortController) => unknown]>([
  ["Ctrl-C", () => keyboard.keys.write("\u0003")],
  ["Ctrl-D", () => keyboard.keys.write("\u0004")],
  ["Ctrl-C after other keys", () => keyboard.keys.write("Ann\u0003\r")],
  ["the end of the input", () => keyboard.keys.end()],
  ["an input that fails", () => keyboard.keys.emit("error", new Error("EIO"))],
  ["a signal", (stop) => stop.abort(stopped())],
])("%s leaves the question, and the next line is free", async (_, leave) => {
  const stop = new AbortController();
  const asked = asker(stop.signal)(name);
  await keyboard.until("Name");
  leave(stop);
  await expect(asked).rejects.toMatchObject({ message: "Stopped. Nothing was written.", exitCode: 130 });
  expect(keyboard.shown()).toMatch(/\n$/);
});

test("after a signal no question is shown", async () => {
  await expect(asker(AbortSignal.abort(stopped()))(name)).rejects.toMatchObject({ exitCode: 130 });
  expect(keyboard.shown()).toBe("");
});

test("a check that throws gives its sentence, one that does not gives none, and a bug stays a bug", async () => {
  expect(await sentenceOf(() => Promise.reject(new UserError("It is wrong.")))).toBe("It is wrong.");
  expect(await sentenceOf(() => { throw new UserError("It is wrong.", "Mend it."); })).toBe("It is wrong. Mend it.");
  expect(await sentenceOf(() => "fine")).toBeUndefined();
  await expect(sentenceOf(() => { throw new TypeError("broken"); })).rejects.toThrow("broken");
});

test.each([["\r", 0], ["n\r", 3]] as const)("changed results are asked about: %j exits with %i", async (typed, exitCode) => {
  const rows = [1, 2].map((points): Result => ({ key: "ann", of: "a", contract: "c", status: "graded", sentence: "", sandboxed: true, points, tasks: [] }));
  const assignment = { title: "", tasks: [], terms: {} } as unknown as Assignment;
  const order = { folder: temporary(), assignment, submissions: [], known: { format: 1 as const, contract: "c", results: rows.slice(0, 1) } };
  const finished = finish({ order, graded: { contract: "c", results: rows.slice(1), failed: [] }, yes: false, terminal: { ...recording().terminal, asks: true }, stop: never });
  await keyboard.until("? Change 1 result? (Y/n)");
  keyboard.keys.write(typed);
  expect(await finished).toBe(exitCode);
});
