// Random projects: names, resources and titles, valid and hostile ones.
import fc from "fast-check";
import { fieldTypes, type FieldType } from "../../src/catalog/field-types.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);

/** A name of one to three words with dashes. */
export const anyName = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("-"));

/** Valid defaults, by type. */
const defaults: Record<Exclude<FieldType, "ref">, string[]> = {
  string: ["x", "it's", 'a "quoted" \\ {{word}} ${y}', "`", "--", "שלום"],
  text: ["some text", "</script>", "*/ //"],
  integer: ["0", "-5", "2147483647"],
  decimal: ["4.50", "-0.01", "0"],
  boolean: ["true", "false"],
  date: ["today", "2026-01-31"],
  datetime: ["now", "2026-01-31T09:00:00Z"],
  email: ["ann@example.com"],
  url: ["https://example.com/?a='b'"],
  uuid: ["00000000-0000-4000-8000-000000000001"],
  enum: ["one"],
  json: ["{}", '{"a":"it\'s"}'],
};

/** Bounds, by type that has them. */
const bounds: Partial<Record<FieldType, string[]>> = {
  string: [":min(2)", ":max(1)", ":min(3):max(3)", ":unique:min(2):max(2)", "?:min(150):max(160)", ":max(50):default(x)"],
  text: [":min(5)", "?:max(12)"],
  integer: [":min(1):max(5)", ":min(0)", ":max(-7)", ":unique:min(1000)", ":min(-3):max(3):default(0)", ":unique:max(5)"],
  decimal: [":min(0.25):max(0.75)", ":min(0.01)", "?:max(-0.01)", ":unique:min(-1):max(9)"],
};

const anyField = fc
  .record({
    name: fc.stringMatching(/^[a-z][a-z]{1,8}[A-Z][a-z]{1,8}$/),
    type: fc.constantFrom(...fieldTypes.filter((type) => type !== "ref")),
    more: fc.constantFrom("", "?", ":index", ":unique", "default", "bounds"),
    pick: fc.nat(),
  })
  .map(({ name, type, more, pick }) => {
    const spelled = type === "enum" ? "enum(one|two-b|Three_3)" : type;
    const indexable = !["text", "json"].includes(type);
    const uniquable = indexable && !["boolean", "enum"].includes(type);
    if (more === "bounds") return `${name}:${spelled}${bounds[type]?.[pick % bounds[type].length] ?? ""}`;
    if (more === "default") return `${name}:${spelled}:default(${defaults[type]?.[pick % (defaults[type]?.length ?? 1)]})`;
    if ((more === ":index" && !indexable) || (more === ":unique" && !uniquable)) return `${name}:${spelled}`;
    return `${name}:${spelled}${more}`;
  });

const plain = /^\w+:(string|integer|date|email|url|uuid)(\?|:index)?$/;

/** For some resources, a rule unique(...) with the first field and the owner, or the first two fields. */
function anyRule([first = "", second = ""]: string[]): string[] {
  if (!plain.test(first) || second.length % 2 === 0) return [];
  const [name, other] = [first, plain.test(second) ? second : "owner"].map((field) => field.split(":")[0]);
  return [`unique(${other},${name})`];
}

/** An access word after the name, for some resources. */
function anyAccess(name: string): string {
  return ["", ":private", ":members", ":public", ":admin"][name.length % 5] ?? "";
}

/** A resource that can be parsed. Its names may still be reserved. */
export const anyResource = fc
  .tuple(fc.stringMatching(/^[a-z]{3,8}-[a-z]{3,8}$/), fc.uniqueArray(anyField, { minLength: 1, maxLength: 8, selector: (field) => field.split(":")[0]?.toLowerCase() }))
  .map(([name, fields]) => [`${name}/${name}-many${anyAccess(name)}`, ...fields, ...anyRule(fields)].join(" "))
  .filter((spec) => (spec.split(/[ :]/)[0] ?? "").split("/").every((name, at) => name.length <= 24 + at * 2));

/** Any character of Unicode. The unit "binary" of fast-check keeps a map of all of them: a second, and 80 MB. */
export const anyCharacter = fc.nat(0x10_f7ff).map((at) => String.fromCodePoint(at < 0xd800 ? at : at + 0x800));

/** Text that an attacker might type. */
export const hostileText = fc.oneof(
  fc.string({ maxLength: 90 }),
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.constantFrom(
    "", " ", "{{title}}", "{{{x}}}", "${process.exit(1)}", "`", "\\", '"', "'", "\n# x\n", "</script><script>alert(1)</script>", "<!--", "*/", "שלום עולם", "🎉👩‍👩‍👧", "\u202Eevil", "\0",
    "a: b # c", "- x", "%s", "$(touch x)", "; drop table users; --", "[x](javascript:alert(1))", "&amp;", "x".repeat(400), "../../x", "C#", "1. one",
  ),
);

/** The spelling of a resource, valid or with one mistake. */
export const hostileResource = fc.oneof(
  { weight: 3, arbitrary: anyResource },
  { weight: 1, arbitrary: fc.tuple(anyResource, hostileText, fc.nat(80)).map(([spec, text, at]) => spec.slice(0, at) + text + spec.slice(at)) },
  { weight: 1, arbitrary: hostileText },
);
