// Merge: the four rules for a file that two layers contain.

type Json = { [key: string]: unknown };

/** The text of a file from a layer, merged with the text from the layers below. */
export function merge(path: string, below: string | undefined, above: string): string {
  if (below === undefined) return above;
  if (path.endsWith(".json")) return mergeJson(below, above);
  if (isList(path)) return below + above;
  return above;
}

/** `.env.example`, `.gitignore`, `.dockerignore`: files with one entry per line. */
function isList(path: string): boolean {
  return /(^|\/)\.(env\.example|\w+ignore)$/.test(path);
}

function mergeJson(below: string, above: string): string {
  return `${JSON.stringify(deepMerge(JSON.parse(below) as Json, JSON.parse(above) as Json), null, 2)}\n`;
}

function deepMerge(below: Json, above: Json): Json {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const old = merged[key];
    merged[key] = isObject(old) && isObject(value) ? deepMerge(old, value) : value;
  }
  return isSorted(below) ? Object.fromEntries(Object.entries(merged).sort(byKey)) : merged;
}

/** Lists of packages stay in alphabetical order. */
function isSorted(json: Json): boolean {
  const keys = Object.keys(json);
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? "") < key);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
