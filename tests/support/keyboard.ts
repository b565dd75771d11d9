// Keyboard: a simulated stdin for questions, and what they show.
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";

export interface Keyboard {
  /** The stdin of the test that runs. */
  keys: PassThrough;
  /** What was written to stdout, without colours and movements of the cursor. */
  shown: () => string;
  /** Whether the keys were read one by one, and no longer as lines. */
  raw: boolean[];
  /** Waits until a text is shown. */
  until: (text: string) => Promise<void>;
}

/** Replaces stdin and stdout of this process in each test of a file. */
export function keyboardForEach(): Keyboard {
  let written = "";
  const shown = () => stripVTControlCharacters(written);
  const until = (text: string) => vi.waitFor(() => expect(shown()).toContain(text), { interval: 5, timeout: 10_000 });
  const keyboard: Keyboard = { keys: new PassThrough(), shown, raw: [], until };
  beforeEach(() => {
    [written, keyboard.raw] = ["", []];
    keyboard.keys = Object.assign(new PassThrough(), { setRawMode: (on: boolean) => void keyboard.raw.push(on) });
    vi.spyOn(process, "stdin", "get").mockReturnValue(keyboard.keys as unknown as typeof process.stdin);
    vi.spyOn(process, "stdout", "get").mockReturnValue(screen((text) => { written += text; }));
  });
  afterEach(() => void vi.restoreAllMocks());
  return keyboard;
}

/** As that of a process, it is not ended by what is piped into it. In a worker thread, stdout itself is. */
function screen(show: (text: string) => void): typeof process.stdout {
  const stream = new PassThrough().on("data", (piece) => show(String(piece)));
  return Object.assign(stream, { _isStdio: true }) as unknown as typeof process.stdout;
}
