// Types that go when TypeScript becomes JavaScript, told in the comments that editors read instead (JSDoc): what a thing
// consists of, and what the functions of a file take and give, where that says more than their names.
import { signatureOf, type Signature } from "./signature.ts";

/** A few lines that come to stand in a comment. */
interface Documented {
  first: number;
  last: number;
  tags: string[];
  /** the name of a type that only its file knows: told only where another comment names it */
  own?: string;
  /** whether the lines themselves stay, below the comment */
  stay: boolean;
}

/** The file with its types in comments; still TypeScript, for what no comment says. */
export function documented(source: string): string {
  const lines = source.split("\n");
  const told = withoutUnnamed(lines.flatMap((_, at) => documentedAt(lines, at) ?? []));
  const written: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const found = told.find(({ first }) => first === at);
    if (found !== undefined) written.push(...comment(takeComment(written), found.tags, /^ */.exec(lines[at] ?? "")?.[0]));
    if (found === undefined || found.stay) written.push(lines[at] ?? "");
    else at = found.last;
  }
  const opening = written.findIndex((line) => !line.startsWith("//"));
  return [...written.slice(0, opening), ...importsOf(lines, told), ...written.slice(opening)].join("\n");
}

function documentedAt(lines: string[], at: number): Documented | undefined {
  const line = lines[at] ?? "";
  const [, exported, name = "", bases] = /^(export )?interface (\w+)(?: extends (.+))? \{$/.exec(line) ?? [];
  const own = exported === undefined ? name : undefined;
  if (name !== "") return { first: at, last: lines.indexOf("}", at), tags: interfaceTags({ name, bases, lines, at }), own, stay: false };
  const [, shared, alias = "", type = ""] = /^(export )?type (\w+) = (.+);$/.exec(line) ?? [];
  if (alias !== "") return { first: at, last: at, tags: [`@typedef {${type}} ${alias}`], own: shared === undefined ? alias : undefined, stay: false };
  const [, names, from] = /^export type \{ (.+) \} from "(.+)";$/.exec(line) ?? [];
  if (names !== undefined) return { first: at, last: at, tags: names.split(", ").map((passed) => `@typedef {import("${from}").${passed}} ${passed}`), stay: false };
  const [, constant] = /^export const \w+: ([A-Z]\w*) = /.exec(line) ?? [];
  if (constant !== undefined) return { first: at, last: at, tags: [`@type {${constant}}`], stay: true };
  const signature = /^(export| +constructor)/.test(line) ? signatureOf(line) : undefined;
  return signature !== undefined && teaches(signature) ? { first: at, last: at, tags: functionTags(signature), stay: true } : undefined;
}

/** Whether types say more than "a text" and "a number". */
function teaches({ parameters, returns }: Signature): boolean {
  return [...parameters.map(({ type }) => type), returns].some((type) => /[A-Z{|]|=>|never/.test(type.replace(/\bPromise\b/g, "")));
}

function functionTags({ generics, parameters, returns }: Signature): string[] {
  const takes = parameters.map(({ name, type, optional }) => `@param {${type}} ${optional ? `[${name}]` : name}`);
  const gives = ["", "void", "Promise<void>"].includes(returns) ? [] : [`@returns {${returns}}`];
  const open = generics.filter((generic) => [...takes, ...gives].some((tag) => names(tag, /^\w+/.exec(generic)?.[0] ?? "")));
  return [...open.map((generic) => `@template ${generic.replace(/^(\w+) extends (.+)$/, "{$2} $1")}`), ...takes, ...gives];
}

function interfaceTags({ name, bases, lines, at }: { name: string; bases?: string; lines: string[]; at: number }): string[] {
  const members = membersOf(lines, at);
  if (bases === undefined) return [`@typedef {object} ${name}`, ...members];
  const base = lines.findIndex((line) => line.includes(`interface ${bases} {`));
  if (base >= 0) return [`@typedef {object} ${name}`, ...membersOf(lines, base), ...members];
  const own = lines.slice(at + 1, lines.indexOf("}", at)).map((line) => line.trim().replace(/;$/, ""));
  return [`@typedef {${bases} & { ${own.join("; ")} }} ${name}`];
}

function membersOf(lines: string[], at: number): string[] {
  let says = "";
  return lines.slice(at + 1, lines.indexOf("}", at)).flatMap((line) => {
    const [, words] = /^ +\/\*\* (.+) \*\/$/.exec(line) ?? [];
    if (words !== undefined) says = ` - ${words}`;
    const [, name, optional, type] = /^ +(\w+)(\?)?: (.+);$/.exec(line) ?? [];
    const [, method, takes, gives] = /^ +(\w+)((?:<.+?>)?\(.*\)): (.+);$/.exec(line) ?? [];
    if (name === undefined && method === undefined) return [];
    const tag = name === undefined ? `@property {${takes} => ${gives}} ${method}` : `@property {${type}} ${optional ? `[${name}]` : name}`;
    const written = tag + says;
    says = "";
    return [written];
  });
}

/** Types of a file's own that no other comment names are nobody's business. */
function withoutUnnamed(all: Documented[]): Documented[] {
  const kept = new Set(all.filter(({ own }) => own === undefined));
  for (let size = -1; size !== kept.size; ) {
    size = kept.size;
    const tags = [...kept].flatMap((one) => one.tags);
    for (const one of all) if (one.own !== undefined && tags.some((tag) => names(tag, one.own ?? ""))) kept.add(one);
  }
  return all.filter((one) => kept.has(one));
}

/** The words of the comment that ends here; it is taken away. What opens the file speaks of the file, and stays. */
function takeComment(written: string[]): string[] {
  const from = written.findLastIndex((line) => !/^\s*(\/\/|\/\*|\*)/.test(line)) + 1;
  if (from === 0 && written.length > 0) written.push("");
  if (from === 0 || written.at(-1)?.includes("@typedef")) return [];
  return written.splice(from).map((line) => line.replace(/^\s*(\/\/|\/\*\*|\*\/|\*) ?/, "").replace(/ ?\*\/$/, "")).filter((line) => line !== "");
}

function comment(words: string[], tags: string[], indent = ""): string[] {
  const lines = [...words, ...(words.length > 0 ? [""] : []), ...tags];
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

/** Types of other files, for the comments that name them. */
function importsOf(lines: string[], told: Documented[]): string[] {
  const tags = told.flatMap((one) => one.tags);
  return lines.flatMap((line) => {
    const [, type, inBraces = "", from = ""] = /^import (type )?(?:\w+, )?\{ (.+) \} from "(.+)";$/.exec(line) ?? [];
    const types = inBraces.split(", ").flatMap((name) => (type !== undefined ? name : (/^type (.+)$/.exec(name)?.[1] ?? [])));
    const named = types.filter((name) => tags.some((tag) => names(tag, name)) && !tags.some((tag) => tag.endsWith(`} ${name}`)));
    return named.length === 0 ? [] : [`/** @import { ${named.join(", ")} } from "${from}" */`];
  });
}

function names(tag: string, type: string): boolean {
  return new RegExp(`\\b${type}\\b`).test(tag);
}
