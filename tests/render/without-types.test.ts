// What is left of TypeScript when its types go: JavaScript as a person would have written it.
import { describe, expect, test } from "vitest";
import { withoutTypes } from "../../src/render/without-types.ts";

/** A file around some lines, so that nothing in them is the opening comment. */
const derived = (source: string) => withoutTypes(`// A file.\nimport { a } from "./a.js";\n\n${source}\na();\n`).replace(/^.*\n.*\n\n([\s\S]*?)\n*a\(\);\n$/, "$1");

describe("On a line", () => {
  test.each([
    ["export function f(a: string, b?: number, ...c: unknown[]): Promise<void> {}", "export function f(a, b, ...c) {}"],
    ["async function f<Row extends object>({ a, b }: { a: string; b: Row } = {}): Promise<Row | undefined> {}", "async function f({ a, b } = {}) {}"],
    ["const f = (x: string): x is Name => x !== '';", "const f = (x) => x !== '';"],
    ["const rows: Row[] = await query<Row & { n: number }>(`select <x> as y`);", "const rows = await query(`select <x> as y`);"],
    ["let timer: NodeJS.Timeout | undefined;", "let timer;"],
    ["return JSON.parse(text) as Row[];", "return JSON.parse(text);"],
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
    ["const big = 10_000; const m = { ...a, n: b ?? c };", "const big = 10_000; const m = { ...a, n: b ?? c };"],
  ])("%s", (before, after) => {
    expect(derived(before)).toBe(after);
  });
});

describe("Imports", () => {
  test.each([
    ['import x, { type Y } from "x";\nx();', 'import x from "x";\nx();'],
    ['import { x, type Y, type Z } from "x";\nx();', 'import { x } from "x";\nx();'],
    ['import { type Y, x } from "x";\nx();', 'import { x } from "x";\nx();'],
    ['import type { Y } from "x";\nb();', "b();"],
    ['import { Y } from "x";\nconst y: Y = b();', "const y = b();"],
    ['export type { Y } from "x";\n\nb();', "b();"],
    ['import "x";\nb();', 'import "x";\nb();'],
  ])("%j", (before, after) => {
    expect(derived(before)).toBe(after);
  });
});

describe("What held only types", () => {
  test("goes with the comment above it, and leaves no gap", () => {
    expect(derived("one();\n\n/** What is kept. */\nexport interface Row {\n  /** its number */\n  id: number;\n\n  name: string;\n}\n\n// Two.\ntwo();")).toBe("one();\n\n// Two.\ntwo();");
    expect(derived("one();\n\n// Told in\n// two lines.\ntype Row =\n  | A\n  | B;\n\ntwo();")).toBe("one();\n\ntwo();");
  });

  test("takes neither the comment of its neighbour nor the sentence that opens the file", () => {
    expect(derived("// One.\none();\ninterface Row {\n  id: number;\n}\n// Two.\ntwo();")).toBe("// One.\none();\n// Two.\ntwo();");
    expect(withoutTypes('// What\n// this is.\nimport type { X } from "x";\nimport { a } from "a";\n\na();\n')).toBe('// What\n// this is.\nimport { a } from "a";\n\na();\n');
    expect(withoutTypes("// What this is.\ninterface X {\n  a: 1;\n}\n\n/** Does it. */\nexport function a(x: X) {}\n")).toBe("// What this is.\n\n/** Does it. */\nexport function a(x) {}\n");
  });

  test("leaves nothing at all of a file that has no more to say", () => {
    expect(withoutTypes("// What a row is.\n\n/** A row. */\nexport interface Row {\n  id: number;\n}\n")).toBe("");
  });

  test("is no reason to touch empty lines elsewhere", () => {
    expect(derived("const text: string = `a\n\n\nb`;")).toBe("const text = `a\n\n\nb`;");
  });
});

test("A class keeps its fields with a value, and no list of those that its constructor sets", () => {
  const before = "class Row extends Base {\n  readonly id: number;\n  protected name!: string;\n\n  private count = 0;\n\n  constructor(id: number) {\n    this.id = id;\n  }\n\n  private async load(): Promise<void> {}\n}";
  expect(derived(before)).toBe("class Row extends Base {\n  count = 0;\n\n  constructor(id) {\n    this.id = id;\n  }\n\n  async load() {}\n}");
});
