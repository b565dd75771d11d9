// Turns: at most two passwords are hashed at the same time. Node.js hashes on the same four threads that read files, so
// more of them would keep every page and stylesheet waiting.
import { Problem } from "../problem.ts";

const atOnce = 2;

// Two hashes take about 0.25 s, so the last in a full line waits for some 8 s, or longer on a slow machine.
const longestLine = 60;
const mostLines = 100;

let running = 0;

// The requests that wait, in one line for each address.
const lines = new Map<string, (() => void)[]>();

/** Does the work when it is this address's turn. A long line is a 503. */
export async function inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
  await new Promise<void>((start) => {
    joinLine(address, start);
    startNext();
  });
  try {
    return await work();
  } finally {
    running -= 1;
    startNext();
  }
}

function joinLine(address: string, start: () => void): void {
  const line = lines.get(address) ?? [];
  if (line.length >= longestLine || lines.size >= mostLines) {
    throw new Problem(503, "The app is busy. Try again soon.", { headers: { "Retry-After": "10" } });
  }
  lines.set(address, [...line, start]);
}

/** Addresses take turns, so that nobody waits behind all requests of another one. */
function startNext(): void {
  const [first] = lines;
  if (first === undefined || running >= atOnce) return;
  const [address, [start, ...others]] = first;
  // Deleted and added again, the address has the last place.
  lines.delete(address);
  if (others.length > 0) lines.set(address, others);
  running += 1;
  start!();
}
