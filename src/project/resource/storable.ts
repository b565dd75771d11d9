// Storable values: what a database row cannot hold, at any depth of a value.

/**
 * Why a parsed JSON value cannot be stored, as the end of a sentence: "holds the character U+0000"; undefined if it
 * can. PostgreSQL refuses U+0000 and unpaired surrogates in text, in JSON strings and in their keys.
 */
export function unstorable(value: unknown): string | undefined {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    const problem = typeof next === "string" ? textProblem(next) : numberProblem(next);
    if (problem !== undefined) return problem;
    if (typeof next !== "object" || next === null) continue;
    for (const [key, held] of Object.entries(next) as [string, unknown][]) waiting.push(key, held);
  }
  return undefined;
}

function textProblem(text: string): string | undefined {
  if (text.includes("\0")) return "holds the character U+0000";
  return text.isWellFormed() ? undefined : "holds half of a surrogate pair";
}

/** `JSON.parse` reads 1e999 as Infinity, which JSON cannot represent. */
function numberProblem(value: unknown): string | undefined {
  return typeof value === "number" && !Number.isFinite(value) ? "holds a number that is too large" : undefined;
}
