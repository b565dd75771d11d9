// What a checked answer stands for.

/** The entry of that name, which is known to be there: everything is checked before it is looked up. */
export function known<T>(all: Map<string, T>, id: string): T {
  const one = all.get(id);
  if (one === undefined) throw new Error(`The catalog does not know ${id}.`);
  return one;
}
