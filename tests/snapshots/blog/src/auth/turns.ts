// Turns: at most two passwords are hashed at the same time. Node.js hashes on the same four threads that read files, so more
// of them would keep every page and stylesheet waiting.
import { Problem } from "../problem.ts";

const atOnce = 2;

// Two hashes take about 0.25 s, so the last in a full line waits for some 8 s, or longer on a slow machine.
const longestLine = 60;
const mostLines = 100;

let running = 0;

// Who waits, in one line for each address. The address whose line stands first has the next turn.
const lines = new Map<string, (() => void)[]>();

/** Does the work when it is this address's turn. Addresses take turns, so that nobody waits behind all requests of another. */
export async function inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running += 1;
  else await ownTurn(address);
  try {
    return await work();
  } finally {
    giveTurnAway();
  }
}

function ownTurn(address: string): Promise<void> {
  const line = lines.get(address) ?? [];
  if (line.length >= longestLine || lines.size >= mostLines) {
    throw new Problem(503, "Too many passwords are being checked. Try again soon.", { headers: { "Retry-After": "10" } });
  }
  lines.set(address, line);
  return new Promise((resolve) => {
    line.push(resolve);
  });
}

function giveTurnAway(): void {
  const [first] = lines;
  if (first === undefined) {
    running -= 1;
    return;
  }
  const [address, [next, ...others]] = first;
  // Deleted and added again, the address has the last place.
  lines.delete(address);
  if (others.length > 0) lines.set(address, others);
  next?.();
}
