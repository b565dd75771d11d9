// Figures: the arithmetic of a comparison. Only ratios count, because a machine's speed drifts for both of a pair.

/** Two contestants' figures of the same moment: ours and theirs. */
export type Pair = [ours: number, theirs: number];

export interface Comparison {
  ours: number;
  theirs: number;
  /** the median of the pairs' own ratios */
  ratio: number;
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error("There is no median of nothing.");
  return (low + high) / 2;
}

/** What many pairs say together. */
export function compare(pairs: Pair[]): Comparison {
  return {
    ours: median(pairs.map(([ours]) => ours)),
    theirs: median(pairs.map(([, theirs]) => theirs)),
    ratio: median(pairs.map(([ours, theirs]) => ours / theirs)),
  };
}
