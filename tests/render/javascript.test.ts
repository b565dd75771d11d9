// JavaScript derivation: TypeScript without its types reads as if it had been written by hand.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutTypes } from "../../src/render/javascript/without-types.ts";

/** Derives some lines inside a file, so that their first comment is not the one that opens the file. */
const derived = (source: string) => withoutTypes(`// A file.\nimport { a } from "./a.js";\n\n${source}\na();\n`).replace(/^.*\n.*\n\n([\s\S]*?)\n*a\(\);\n$/, "$1");

describe("Types are removed on one line", () => {
  test.each([
    ["export function f(a: string, b?: number, ...c: unknown[]): Promise<void> {}", "export function f(a, b, ...c) {}"],
    ["async function f<Row extends object>({ a, b }: { a: string; b: Row } = {}): Promise<Row | undefined> {}", "async function f({ a, b } = {}) {}"],
    ["const f = (x: string): x is Name => x !== '';", "const f = (x) => x !== '';"],
    ["const rows: Row[] = await query<Row & { n: number }>(`select <x> as y`);", "const rows = await query(`select <x> as y`);"],
    ["let timer: NodeJS.Timeout | undefined;", "let timer;"],
    ["const f = (text: string) => { return JSON.parse(text) as Row[]; };", "const f = (text) => { return JSON.parse(text); };"],
    ["use({ x: one as number, y: [two as string], z: three satisfies Z });", "use({ x: one, y: [two], z: three });"],
    ["const { port } = server.address() as AddressInfo;", "const { port } = server.address();"],
    ["use((server.address() as AddressInfo).port);", "use(server.address().port);"],
    ["use((globalThis as { database?: Driver }).database!.close());", "use(globalThis.database.close());"],
    ["use((a?.b as Row).c);", "use((a?.b).c);"],
    ["use((await import(name) as Module).start);", "use((await import(name)).start);"],
    ["use((one + two as number).toFixed());", "use((one + two).toFixed());"],
    ["use({ body: (isJson ? JSON.parse(text) : text) as Body });", "use({ body: isJson ? JSON.parse(text) : text });"],
    ["const f = (x: unknown) => ({ x } as Box);", "const f = (x) => ({ x });"],
    ["const sum = (one + two) * three as number;", "const sum = (one + two) * three;"],
    ["test.each([1, 2] as const)('%s', (n) => use(n!));", "test.each([1, 2])('%s', (n) => use(n));"],
    ['say("a  gap ; and a ) as string", x as string);', 'say("a  gap ; and a ) as string", x);'],
    ["use(text.replace(/ [;,)] \"/g, '') as Name); // not  ; touched", "use(text.replace(/ [;,)] \"/g, '')); // not  ; touched"],
    ["for (const row of read<Row[]>('x')) use(row);", "for (const row of read('x')) use(row);"],
    ["use(<Row>one, two<Row>, three as unknown as Row);", "use(one, two, three);"],
    ["use(((one as Row)).id, ((await two) as Row)!.id, (new (three as Kind)()).id);", "use(one.id, (await two).id, (new (three)()).id);"],
    ["const f = (a: number) => (a > 1 ? a : one) as Row;", "const f = (a) => (a > 1 ? a : one);"],
    ["use((1 as number).toFixed(), (() => one) as Work, (one, two as Row));", "use((1).toFixed(), () => one, (one, two));"],
    ["function f(this: Row, a: string, { b }: Row) { return this.c!; }", "function f(a, { b }) { return this.c; }"],
    ["function f(this: Row) {}", "function f() {}"],
    ["try { use(); } catch (error: unknown) { use(error as Error); }", "try { use(); } catch (error) { use(error); }"],
    ["let late!: Row, more: Row | undefined = one;", "let late, more = one;"],
    ["use(one!.two![0]!.three?.four!);", "use(one.two[0].three?.four);"],
    ["use((one, two) as Row, { x: (one, two)! });", "use((one, two), { x: (one, two) });"],
    ["label: for (const x of y as Row[]) if (x!) break label;", "label: for (const x of y) if (x) break label;"],
    ["const big = 10_000; const m = { ...a, n: b ?? c };", "const big = 10_000; const m = { ...a, n: b ?? c };"],
  ])("%s", (before, after) => {
    expect(derived(before)).toBe(after);
  });
});

describe("Types are removed over several lines", () => {
  test.each([
    ["export function f(\n  row: Row,\n  more?: {\n    a: string;\n  },\n): Promise<\n  Row\n> {}", "export function f(\n  row,\n  more,\n) {}"],
    ["const rows = await query<{\n  a: string;\n}>(\n  text,\n);", "const rows = await query(\n  text,\n);"],
    ["const row = one as\n  unknown as\n  Row;", "const row = one;"],
    ["use(\n  (\n    one as Row\n  ).id,\n);", "use(\n  one.id,\n);"],
    ["use(() => {\n  return (\n    one as Row\n  );\n});", "use(() => {\n  return one;\n});"],
    ["class A<T>\n  extends B<T>\n  implements C<T>, D {\n  a = 1;\n}", "class A\n  extends B {\n  a = 1;\n}"],
  ])("%j", (before, after) => {
    expect(derived(before)).toBe(after);
  });
});

describe("Type imports are removed", () => {
  test.each([
    ['import x, { type Y } from "x";\nx();', 'import x from "x";\nx();'],
    ['import { x, type Y, type Z } from "x";\nx();', 'import { x } from "x";\nx();'],
    ['import { type Y, x } from "x";\nx();', 'import { x } from "x";\nx();'],
    ['import type { Y } from "x";\nb();', "b();"],
    ['import { Y } from "x";\nconst y: Y = b();', "const y = b();"],
    ['import { Y, x } from "x";\nconst y: Y = x.Y;', 'import { x } from "x";\nconst y = x.Y;'],
    ['import x, { Y } from "x";\nexport const y = (): Y => x;', 'import x from "x";\nexport const y = () => x;'],
    ['import X, { y } from "x";\nexport const z: X = y;', 'import { y } from "x";\nexport const z = y;'],
    ['import X, * as y from "x";\nexport const z: X = y;', 'import * as y from "x";\nexport const z = y;'],
    ['import x, * as Y from "x";\nexport const z: Y.Z = x;', 'import x from "x";\nexport const z = x;'],
    ['import {\n  type A,\n  b,\n  type C,\n  d,\n  type E,\n} from "x";\nb(d);', 'import {\n  b,\n  d,\n} from "x";\nb(d);'],
    ['import { type A, type B } from "x";\nb();', "b();"],
    ['export { a, type B } from "x";\nexport { type C } from "x";\nexport type * from "x";\nexport * from "y";', 'export { a } from "x";\nexport * from "y";'],
    ["b();\n\nexport {};", "b();"],
    ['export type { Y } from "x";\n\nb();', "b();"],
    ['import "x";\nb();', 'import "x";\nb();'],
  ])("%j", (before, after) => {
    expect(derived(before)).toBe(after);
  });
});

describe("A declaration that is only a type", () => {
  test("is removed with its comment and without a gap", () => {
    expect(derived("one();\n\n/** What is kept. */\nexport interface Row {\n  /** its number */\n  id: number;\n\n  name: string;\n}\n\n// Two.\ntwo();")).toBe("one();\n\n// Two.\ntwo();");
    expect(derived("one();\n\n// Told in\n// two lines.\ntype Row =\n  | A\n  | B;\n\ntwo();")).toBe("one();\n\ntwo();");
  });

  test("is removed without the comment of its neighbour or the first comment of the file", () => {
    expect(derived("// One.\none();\ninterface Row {\n  id: number;\n}\n// Two.\ntwo();")).toBe("// One.\none();\n// Two.\ntwo();");
    expect(withoutTypes('// What\n// this is.\nimport type { X } from "x";\nimport { a } from "a";\n\na();\n')).toBe('// What\n// this is.\nimport { a } from "a";\n\na();\n');
    expect(withoutTypes("// What this is.\ninterface X {\n  a: 1;\n}\n\n/** Does it. */\nexport function a(x: X) {}\n")).toBe("// What this is.\n\n/** Does it. */\nexport function a(x) {}\n");
  });

  test("leaves an empty file if nothing else is in it", () => {
    expect(withoutTypes("// What a row is.\n\n/** A row. */\nexport interface Row {\n  id: number;\n}\n")).toBe("");
  });

  test("does not affect blank lines elsewhere", () => {
    expect(derived("const text: string = `a\n\n\nb`;")).toBe("const text = `a\n\n\nb`;");
  });
});

describe("A class", () => {
  test("keeps its fields, except those declared for its constructor", () => {
    const before = "class Row extends Base {\n  readonly id: number;\n  protected name!: string;\n\n  private count = 0;\n\n  constructor(id: number) {\n    this.id = id;\n  }\n\n  private async load(): Promise<void> {}\n}";
    expect(derived(before)).toBe("class Row extends Base {\n  name;\n\n  count = 0;\n\n  constructor(id) {\n    this.id = id;\n  }\n\n  async load() {}\n}");
  });

  test.each([
    ["class A { #a: string; static b?: number; constructor() { this.#a = A.b; } }", "class A { #a; static b; constructor() { this.#a = A.b; } }"],
    ["abstract class A<T> extends B<T> implements C<T>, D { override a?(): void; declare b: T; abstract c: T; }", "class A extends B { }"],
    ["const A = class<T> extends B implements C { public static override readonly [a]?: T = one as T; };", "const A = class extends B { static [a] = one; };"],
    ["class A { get a(): string { return ''; } set a(to: string) {} [key: string]: unknown; }", "class A { get a() { return ''; } set a(to) {} }"],
    ["class A { f(a: string): void; f(a: number): void; f(a: unknown): void {} }", "class A { f(a) {} }"],
    ["class A { constructor() { this.b = 1; } readonly b: number; public: string; }", "class A { constructor() { this.b = 1; } public; }"],
    ["class A { static b: number; constructor() { this.b = 1; } }", "class A { static b; constructor() { this.b = 1; } }"],
    ["class A {\n  a = 1;\n\n  declare b: number;\n}", "class A {\n  a = 1;\n}"],
    ["class A {\n  declare b: number;\n\n  a = 1;\n}", "class A {\n  a = 1;\n}"],
  ])("%s", (before, after) => {
    expect(derived(before)).toBe(after);
  });
});

test.each(["enum A { B }", "namespace A { export const b = 1; }", "class A { constructor(readonly b: string) {} }", 'import a = require("a");', "@a class B {}"])(
  "Syntax that needs a compiler is refused: %s",
  (source) => {
    expect(() => withoutTypes(`// A file.\n${source}\n`)).toThrow(/line 2|\(2:/);
  },
);

/** A text in TypeScript, and the same in JavaScript. */
interface Pair {
  ts: string;
  js: string;
}

const both = (text: string): Pair => ({ ts: text, js: text });
const mapped = (pairs: Pair[], text: (parts: string[]) => string): Pair => ({ ts: text(pairs.map(({ ts }) => ts)), js: text(pairs.map(({ js }) => js)) });

const { type, value } = fc.letrec<{ type: string; close: Pair; value: Pair }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("string", "Row", '"a; b) as c"', "unknown[]", "typeof one", "keyof Row", "`x${string}`", "readonly [a: 1, b?: 2]", "Row[\"id\"]"),
    fc.tuple(tie("type"), tie("type")).map(([a, b]) => `${a} | ${b}`),
    fc.tuple(tie("type"), tie("type")).map(([a, b]) => `Map<${a}, Promise<${b}>>`),
    tie("type").map((a) => `{ a: ${a}; b?: number; c(x: ${a}): void }`),
    tie("type").map((a) => `{\n  // A comment in a type.\n  a: ${a};\n}`),
    tie("type").map((a) => `((one: ${a}, ...two: Row[]) => void)`),
    tie("type").map((a) => `(${a} extends infer T ? T : never)`),
  ),
  // Expressions that need no parentheses before a member access.
  close: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("one", "one.two", "f(1)", '"as string; (x as y)"', "`a ${one} as b`", "[1, 2]", "one[0]").map(both),
    fc.tuple(tie("value"), tie("type")).map(([{ ts, js }, a]) => ({ ts: `g<${a}>(${ts})`, js: `g(${js})` })),
    fc.tuple(tie("close"), tie("type")).map(([{ ts, js }, a]) => ({ ts: `(${ts} as ${a}).x`, js: `${js}.x` })),
    tie("close").map(({ ts, js }) => ({ ts: `${ts}!`, js })),
    tie("close").map((a) => mapped([a], ([x]) => `${x}.y`)),
  ),
  value: fc.oneof(
    { depthSize: "small" },
    tie("close"),
    fc.tuple(tie("close"), tie("type")).map(([{ ts, js }, a]) => ({ ts: `${ts} as ${a}`, js })),
    fc.tuple(tie("close"), tie("type")).map(([{ ts, js }, a]) => ({ ts: `${ts} satisfies ${a}`, js })),
    fc.tuple(tie("close"), tie("close"), tie("type")).map(([a, b, c]) => ({ ts: `(${a.ts} ?? ${b.ts}) as ${c}`, js: `${a.js} ?? ${b.js}` })),
    fc.tuple(tie("close"), tie("type")).map(([a, b]) => ({ ts: `(await ${a.ts} as ${b})`, js: `await ${a.js}` })),
    fc.tuple(tie("value"), tie("value")).map((a) => mapped(a, ([x, y]) => `{ x: ${x}, y: ${y} }`)),
    fc.tuple(tie("value"), tie("type"), tie("type")).map(([{ ts, js }, a, b]) => ({ ts: `async (a: ${a}, b?: ${b}): Promise<${a}> => f(${ts})`, js: `async (a, b) => f(${js})` })),
    fc.constantFrom("/[)(] as/.test(one)", "(one, two)", "(a) => ({ a })", "one?.two ?? 3").map(both),
  ),
}));

const parameters = fc.array(fc.tuple(fc.constantFrom("", "?"), fc.option(type)), { maxLength: 3 }).map((all) => {
  const names = all.map((_, at) => `p${at}`);
  return { ts: all.map(([mark, a], at) => `p${at}${mark}${a === null ? "" : `: ${a}`}`), js: names };
});

/** A statement; "" in JavaScript if it contains only types. Its name ends in $N, a number. */
const statement: fc.Arbitrary<Pair> = fc.oneof(
  value.map((a) => mapped([a], ([x]) => `use(${x});`)),
  fc.tuple(type, value).map(([a, { ts, js }]) => ({ ts: `export const a$N: ${a} = ${ts};`, js: `export const a$N = ${js};` })),
  fc.tuple(parameters, type, value, fc.boolean()).map(([{ ts, js }, a, inside, wide]) => {
    const list = (names: string[]) => (wide && names.length > 0 ? `(\n  ${names.join(",\n  ")},\n)` : `(${names.join(", ")})`);
    return { ts: `export async function f$N${list(ts)}: ${a} {\n  return ${inside.ts};\n}`, js: `export async function f$N${list(js)} {\n  return ${inside.js};\n}` };
  }),
  fc.tuple(type, value).map(([a, b]) => ({ ts: `class A$N<T> implements B<T> {\n  private a?: ${a} = async () => f(${b.ts});\n\n  protected static b(): ${a} {}\n}`, js: `class A$N {\n  a = async () => f(${b.js});\n\n  static b() {}\n}` })),
  type.map((a) => ({ ts: `export interface A$N extends B<${a}> {\n  /** A member. */\n  a: ${a};\n}`, js: "" })),
  type.map((a) => ({ ts: `type A$N<T = ${a}> = ${a};`, js: "" })),
  type.map((a) => ({ ts: `declare global {\n  var a$N: ${a};\n}`, js: "" })),
);

const comment = fc.constantFrom("", "// One line.\n", "// Two\n// lines.\n", "/** A description. */\n", "/**\n * Two\n * lines.\n */\n");

test("A random program loses all types, and does not change when it is derived again", { timeout: 60_000 }, () => {
  const part = fc.tuple(comment, statement).map(([above, { ts, js }]) => ({ ts: above + ts, js: js === "" ? "" : above + js }));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const numbered = (text: string, at: number) => text.replaceAll("$N", String(at));
      const file = (texts: string[]) => ["// A file.\nimport { one } from \"x\";", ...texts.map(numbered).filter((text) => text !== ""), "use(one);\n"].join("\n\n");
      const js = file(parts.map((pair) => pair.js));
      expect(withoutTypes(file(parts.map((pair) => pair.ts)))).toBe(js);
      expect(withoutTypes(js)).toBe(js);
    }),
    { numRuns: 200 },
  );
});
