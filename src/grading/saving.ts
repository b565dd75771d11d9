// Saving: writes what a run has so far, seldom, because each time it writes everything.

/** From the end of a write to the next one: milliseconds, and times as long as the write took. */
const pause = { least: 1_000, times: 4 };

export interface Saving {
  /** Writes within a pause. */
  soon: () => void;
  /** Writes at once what is left to write. */
  end: () => void;
}

/** Each function throws what an earlier or its own `write` threw. */
export function openSaving(write: () => void): Saving {
  let timer: NodeJS.Timeout | undefined;
  let failure: { error: unknown } | undefined;
  let next = 0;
  const save = () => {
    const began = performance.now();
    try {
      write();
    } catch (error) {
      failure = { error };
    }
    timer = undefined;
    const now = performance.now();
    next = now + Math.max(pause.least, pause.times * (now - began));
  };
  const checked = () => {
    if (failure !== undefined) throw failure.error;
  };
  return {
    soon: () => {
      checked();
      timer ??= setTimeout(save, Math.max(0, next - performance.now()));
    },
    end: () => {
      clearTimeout(timer);
      if (timer !== undefined && failure === undefined) save();
      checked();
    },
  };
}
