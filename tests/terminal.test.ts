// Terminal of a run: the output for people and for scripts, and whether questions are possible.
import { PassThrough } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { progressText, timeText } from "../src/progress.ts";
import { openTerminal, type Terminal } from "../src/terminal.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

interface Shape {
  json?: boolean;
  isTTY?: boolean;
  columns?: number;
  env?: Record<string, string | undefined>;
}

/** Functions that a spinner calls. */
const cursor = { cursorTo: () => true, moveCursor: () => true, clearLine: () => true };

/** A terminal with its own streams, and the text written to them. */
function terminal({ json = false, isTTY = false, columns = 80, env = {} }: Shape = {}): { terminal: Terminal; written: () => string } {
  for (const [name, value] of Object.entries({ NO_COLOR: "", FORCE_COLOR: "", TERM: "xterm", CI: undefined, ...env })) vi.stubEnv(name, value);
  const stdout = Object.assign(new PassThrough(), { isTTY, columns, ...cursor }) as unknown as NodeJS.Process["stdout"];
  const stdin = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.Process["stdin"];
  return { terminal: openTerminal({ json }, { stdin, stdout }), written: () => String(stdout.read() ?? "") };
}

function tellAll({ done, note, missing, say, commands, document }: Terminal): void {
  done("Wrote it");
  note("Left it");
  missing("No Git");
  say("Next:");
  commands(["cd a", "npm test"]);
  document({ format: 1 });
}

test("without --json, lines with marks are printed, and no document", () => {
  const { terminal: plain, written } = terminal();
  tellAll(plain);
  expect(written()).toBe("✔ Wrote it\n! Left it\n✘ No Git\nNext:\n  cd a\n  npm test\n");
});

test("with --json, only the document is printed", async () => {
  const { terminal: json, written } = terminal({ json: true });
  tellAll(json);
  expect(await json.during("Waiting", () => Promise.resolve(1))).toBe(1);
  expect(await json.steps("Running", 2, (stepDone) => Promise.resolve(stepDone()).then(() => 2))).toBe(2);
  expect(written()).toBe('{\n  "format": 1\n}\n');
});

test.each<[Shape, boolean]>([
  [{ isTTY: true }, true],
  [{ isTTY: false, env: { FORCE_COLOR: "1" } }, true],
  [{ isTTY: false }, false],
  [{ isTTY: true, env: { NO_COLOR: "1" } }, false],
  [{ isTTY: true, env: { NO_COLOR: "1", FORCE_COLOR: "1" } }, false],
  [{ isTTY: true, env: { TERM: "dumb" } }, false],
  [{ isTTY: true, env: { FORCE_COLOR: "0" } }, true],
  [{ isTTY: false, env: { FORCE_COLOR: "0" } }, false],
  [{ isTTY: true, env: { NO_COLOR: undefined, FORCE_COLOR: undefined } }, true],
  [{ isTTY: false, env: { NO_COLOR: undefined, FORCE_COLOR: undefined } }, false],
  [{ isTTY: false, env: { TERM: "dumb", FORCE_COLOR: "1" } }, true],
])("%j: coloured output: %s", (shape, coloured) => {
  const { terminal: some, written } = terminal(shape);
  some.done("Wrote it");
  expect(written().includes("\u001B[32m")).toBe(coloured);
});

test.each<[Shape, boolean]>([[{ isTTY: true }, true], [{}, false], [{ isTTY: true, json: true }, false]])("%j: questions are possible: %s", (shape, asks) => {
  expect(terminal(shape).terminal.asks).toBe(asks);
});

test("steps are counted in a terminal, and printed at most every ten seconds in a log", async () => {
  vi.useFakeTimers();
  const work = async (stepDone: () => void) => {
    for (let step = 0; step < 4; step += 1) {
      await vi.advanceTimersByTimeAsync(6_000);
      stepDone();
    }
  };
  const { terminal: person, written: seen } = terminal({ isTTY: true });
  await person.steps("Running variants", 4, work);
  expect(seen()).toContain("Running variants: 1 of 4, about 18 s left");
  const { terminal: log, written } = terminal();
  await log.steps("Running variants", 4, work);
  expect(written()).toBe("Running variants ...\nRunning variants: 2 of 4, about 12 s left\nRunning variants: 4 of 4\n");
});

test("each mark has its colour, and so have commands", () => {
  const { terminal: some, written } = terminal({ isTTY: true });
  tellAll(some);
  const [done, note, missing, next, ...commands] = written().trimEnd().split("\n");
  expect([done, note, missing]).toEqual(["\u001B[32m✔\u001B[39m Wrote it", "\u001B[33m!\u001B[39m Left it", "\u001B[31m✘\u001B[39m No Git"]);
  expect([next, ...commands]).toEqual(["Next:", "  \u001B[36mcd a\u001B[39m", "  \u001B[36mnpm test\u001B[39m"]);
});

test.each<[Shape["env"], boolean]>([[{}, true], [{ TERM: "dumb" }, false], [{ CI: "" }, false]])("with %j, a spinner turns in a terminal: %s", async (env, turns) => {
  const { terminal: some, written } = terminal({ isTTY: true, env });
  expect(await some.during("Waiting", () => Promise.resolve(1))).toBe(1);
  expect(written().includes("Waiting ...\n")).toBe(!turns);
});

test("a spinner stops when its work fails, and is not coloured without colours", async () => {
  const { terminal: person, written } = terminal({ isTTY: true, env: { NO_COLOR: "1" } });
  await expect(person.during("Waiting", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(written()).not.toContain("\u001B[36m");
  const { terminal: coloured, written: seen } = terminal({ isTTY: true });
  await coloured.during("Waiting", () => Promise.resolve());
  expect(seen()).toContain("\u001B[36m");
});

test("a terminal of this process writes to its stdout, and asks only if both ends are terminals", () => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  openTerminal({ json: false }).say("Hello");
  expect(write.mock.calls).toEqual([["Hello\n"]]);
  write.mockRestore();
  const asks = (out: boolean, input: boolean) => openTerminal({ json: false }, { stdout: { isTTY: out }, stdin: { isTTY: input } } as unknown as Pick<NodeJS.Process, "stdin" | "stdout">).asks;
  expect([asks(true, true), asks(true, false), asks(false, true)]).toEqual([true, false, false]);
});

test.each<[number, number, number, string]>([
  [0, 4, 1_000, "Running: 0 of 4"],
  [1, 4, 1_000, "Running: 1 of 4, about 3 s left"],
  [3, 4, 3_000, "Running: 3 of 4, about 1 s left"],
  [4, 4, 4_000, "Running: 4 of 4"],
  [5, 4, 4_000, "Running: 5 of 4"],
])("%d of %d steps after %d ms are told as %s", (done, total, milliseconds, text) => {
  expect(progressText("Running", done, total, milliseconds)).toBe(text);
});

test.each([[0, "0 s"], [1, "1 s"], [59_000, "59 s"], [59_001, "1 min"], [60_000, "1 min"], [61_000, "2 min"], [3_540_000, "59 min"], [3_540_001, "1 h 0 min"], [3_600_000, "1 h 0 min"], [3_900_000, "1 h 5 min"], [7_261_000, "2 h 2 min"]])("%d ms are printed as %s", (milliseconds, text) => {
  expect(timeText(milliseconds)).toBe(text);
});

test("long work without a terminal prints one line, and passes errors on", async () => {
  const { terminal: plain, written } = terminal();
  await expect(plain.during("Waiting", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(written()).toBe("Waiting ...\n");
});

test("a terminal without columns gets lines: a spinner would count them for ever", async () => {
  const { terminal: narrow, written } = terminal({ isTTY: true, columns: 0 });
  expect(await narrow.during("Waiting", () => Promise.resolve(1))).toBe(1);
  expect(written()).toBe("Waiting ...\n");
});
