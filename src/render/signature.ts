// The line of TypeScript with which a function begins -> what it takes and what it gives.

export interface Signature {
  /** what stands between the angle brackets: "Row", "Row extends object" */
  generics: string[];
  parameters: Parameter[];
  /** the type of the answer; empty when the line does not say it */
  returns: string;
}

export interface Parameter {
  name: string;
  type: string;
  optional: boolean;
}

/** Reads a line such as `export async function f<Row>(a: A, b = 1): Promise<Row> {`; undefined for one that is something else. */
export function signatureOf(line: string): Signature | undefined {
  const [head] = /^(export )?(async )?function \w+|^ +constructor(?=\()/.exec(line) ?? [];
  if (head === undefined || !line.endsWith(" {")) return undefined;
  const [open = -1] = topLevel(line, "(", head.length);
  const [close = -1] = topLevel(line, ")", open + 1);
  if (open < 0 || close < 0) return undefined;
  const answer = line.slice(close + 1, -" {".length);
  return {
    generics: split(line.slice(head.length, open).replace(/^<|>$/g, "")),
    parameters: split(line.slice(open + 1, close)).map(parameterOf),
    returns: answer.replace(/^: /, ""),
  };
}

function parameterOf(text: string): Parameter {
  const [defaultAt = text.length] = topLevel(text, " = ");
  const [colon = defaultAt] = topLevel(text, ":");
  const type = text.slice(colon + 1, defaultAt).trim() || typeOf(text.slice(defaultAt + " = ".length));
  const name = text.slice(0, colon).replace(/^\.\.\.|\?$/g, "");
  return {
    name: name.startsWith("{") ? nameFor(type) : name,
    type: text.startsWith("...") ? `...${type.replace(/\[\]$/, "")}` : type,
    optional: defaultAt < text.length || text[colon - 1] === "?",
  };
}

/** What the default of a parameter says of it. */
function typeOf(value: string): string {
  if (/^["'`]/.test(value)) return "string";
  return /^\d/.test(value) ? "number" : "unknown";
}

/** What is taken apart in place has no name of its own: `{ a, b }: PageQuery` is a pageQuery. */
function nameFor(type: string): string {
  return /^[A-Z]\w*$/.test(type) ? `${type[0]?.toLowerCase()}${type.slice(1)}` : "options";
}

function split(list: string): string[] {
  const ends = [...topLevel(list, ","), list.length];
  return ends.map((end, at) => list.slice(at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, end).trim()).filter((text) => text !== "");
}

/** Where a mark stands outside of all brackets that open behind `from`. */
function topLevel(text: string, mark: string, from = 0): number[] {
  const found: number[] = [];
  let depth = 0;
  for (let at = from; at < text.length && depth >= 0; at += 1) {
    const letter = text[at] ?? "";
    if (depth === 0 && text.startsWith(mark, at)) found.push(at);
    if ("([{<".includes(letter)) depth += 1;
    if (")]}".includes(letter) || (letter === ">" && text[at - 1] !== "=")) depth -= 1;
  }
  return found;
}
