// What happens when two layers hold the same file. Four rules, no more.

type Json = { [key: string]: unknown };

/** The text of a file that a layer brings over what the layers below it said. */
export function merge(path: string, below: string | undefined, above: string): string {
  if (below === undefined) return above;
  if (path.endsWith(".json")) return mergeJson(below, above);
  if (isList(path)) return below + above;
  return above;
}

/** `.env.example`, `.gitignore`, `.dockerignore`: files in which every line stands for itself. */
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

/** Lists of packages are kept in alphabetical order, and stay so. */
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
