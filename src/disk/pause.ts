// A wait in the middle of work that is done in one go.

/** Waits, and lets nothing else of ours happen meanwhile. @param milliseconds for how long */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
