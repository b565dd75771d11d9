// Turns: hashes at most two passwords at the same time. Node.js computes hashes on the same four threads that
// read files, so more of them would delay every page and stylesheet.
import { Problem } from "../problem.js";

// Two hashes take about 0.25 s, so the last request in a full queue waits about 8 s.
const longestLine = 60;

let running = 0;

// The waiting requests, in one queue per address.
const lines = new Map();

/** Runs the work when it is this address's turn; throws a 503 if its queue is full. */
export async function inTurn(address, work) {
  const line = lines.get(address) ?? [];
  if (line.length >= longestLine || lines.size >= 100) {
    throw new Problem(503, "The app is busy. Try again soon.", { headers: { "Retry-After": "10" } });
  }
  await new Promise((start) => {
    lines.set(address, [...line, start]);
    startNext();
  });
  try {
    return await work();
  } finally {
    running -= 1;
    startNext();
  }
}

/** Addresses take turns, so that no address waits for all requests of another one. */
function startNext() {
  const [first] = lines;
  if (first === undefined || running >= 2) return;
  const [address, [start, ...others]] = first;
  // Deleting and adding it again moves the address to the end.
  lines.delete(address);
  if (others.length > 0) lines.set(address, others);
  running += 1;
  start();
}
