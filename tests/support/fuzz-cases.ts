// Fuzz cases: command lines and files from people, attackers and accidents, about half of them valid.
import { hostname } from "node:os";
import fc from "fast-check";
import { openCatalog } from "../../src/catalog/catalog.ts";
import type { FieldType } from "../../src/catalog/field-types.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { receiptFile } from "../../src/project/receipt.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import type { Resource } from "../../src/project/resource/resource.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { anyResource, hostileResource, hostileText } from "./arbitrary.ts";

/** One run of the command. */
export interface FuzzCase {
  kind: string;
  /** The command line. `{folder}` stands for the place of the run. */
  args: string[];
  /** Files in the place before the run: path -> text. A path that ends in a slash is an empty folder. */
  files: Record<string, string>;
  /** Whether the files are three hours old, so that no run can still be at work on them. */
  old?: boolean;
}

const catalog = openCatalog();
const api = catalog.ideas.get("api");
if (api === undefined) throw new Error("There is no idea `api`.");

/** Text that a command line can contain: without U+0000 and with whole characters. */
const typed = (text: fc.Arbitrary<string>) => text.map((value) => value.replaceAll("\0", "").toWellFormed());
const hostile = typed(fc.oneof(hostileText, fc.constantFrom("a".repeat(30_000), `${"a".repeat(60)}é`, `${"-".repeat(5_000)}x`, `${" ".repeat(5_000)}x`, "(".repeat(3_000), "a:".repeat(3_000), "null", "1e5", "constructor")));
const niceText = fc.constantFrom("My Shop", "Zoë's répo", "2048", "true", `"quoted" & <b>`, "{{title}}", "שלום עולם", "🎉 party", "a: b # c", "- x", "${x}", "It's 100%", "C#", "null");
const niceFolder = fc.constantFrom("my-app", "my app", "2048", "1e5", "true", "null", "x_y", "a.b", "été", "MyApp", "on", "0x1", "constructor", "toString", "Zoë", "a-b-c", "nested/deeper/app", "class");
const niceResources = fc.uniqueArray(anyResource, { minLength: 1, maxLength: 3, selector: (spec) => spec.split("/")[0] });

const niceFlag = fc.oneof(
  niceText.map((text) => [`--title=${text}`]),
  niceText.map((text) => [`--description=${text}`]),
  niceText.map((text) => [`--author=${text}`]),
  fc.constantFrom("MIT", "ISC", "Apache-2.0", "none").map((license) => ["--license", license]),
  fc.constantFrom("ann", "1e5", "null", "a-b").map((owner) => ["--owner", owner]),
  fc.constantFrom("ts", "js").map((language) => ["--language", language]),
  fc.constantFrom("deploy,community", "devcontainer", "deploy").map((options) => ["--with", options]),
  fc.constantFrom("ci", "docker").map((option) => ["--without", option]),
);
/** Different flags, because a repeated flag is refused. */
const niceFlags = fc.uniqueArray(niceFlag, { maxLength: 4, selector: ([flag = ""]) => flag.split("=")[0] }).map((flags) => flags.flat());
const hostileFlag = fc.oneof(
  fc.tuple(fc.constantFrom("--title", "--description", "--author", "--owner", "--license", "--idea", "--language", "--with", "--without", "--preset", "--resource", "--nonsense"), hostile).map(([flag, value]) => [`${flag}=${value}`]),
  typed(hostileResource).map((spec) => ["--resource", spec]),
  hostile.map((word) => [word]),
);
const ideaFlags = fc.oneof(fc.constantFrom([], ["--idea", "blog"], ["--idea", "api"]), niceResources.map((specs) => specs.flatMap((spec) => ["--resource", spec])));

const always = ["--yes", "--no-git"];
const commandLine = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: niceFolder }, { weight: 1, arbitrary: hostile }), ideaFlags, niceFlags, fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: hostileFlag }), fc.constantFrom(always, always, ["--yes"], [...always, "--json"], [...always, "--dry-run"]))
  .map(([folder, idea, flags, broken, rest]): FuzzCase => ({ kind: "command line", args: [folder, ...idea, ...flags, ...broken, ...rest], files: {} }));

/** A JSON text with at most one mistake. */
const damaged = (good: fc.Arbitrary<object>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: good.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.tuple(good, fc.nat(), fc.jsonValue({ maxDepth: 2 }), hostileText).map(([value, at, held, text]) => JSON.stringify(withOneChanged(value, at, at % 2 === 0 ? held : text))) },
    { weight: 1, arbitrary: fc.tuple(good, fc.nat(400), hostileText).map(([value, at, text]) => JSON.stringify(value).slice(0, at) + text) },
    { weight: 1, arbitrary: fc.constantFrom("", "null", "[]", "{", "\uFEFF{}", `${"[".repeat(9_000)}${"]".repeat(9_000)}`, `{"title":${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}}`, '{"__proto__":{"idea":"blog"}}', `{"title":"${"x".repeat(100_000)}"}`, `[${"0,".repeat(200_000)}0]`, '"\ud800"', "1e999", "\0".repeat(1_000)) },
  );

/** The value with its n-th leaf replaced; a leaf is a value without members. */
function withOneChanged(value: unknown, at: number, by: unknown): unknown {
  const leaves = count(value);
  let left = at % Math.max(1, leaves);
  const visit = (held: unknown): unknown => {
    if (typeof held !== "object" || held === null) return left-- === 0 ? by : held;
    if (Array.isArray(held)) return held.map(visit);
    return Object.fromEntries(Object.entries(held).map(([key, each]) => [key, visit(each)]));
  };
  return visit(value);
}

function count(value: unknown): number {
  return typeof value === "object" && value !== null ? Object.values(value).reduce<number>((sum, each) => sum + count(each), 0) : 1;
}

const presetOf = damaged(
  fc.record({ idea: fc.constantFrom("api", "api", "blog"), language: fc.constantFrom("ts", "js"), title: niceText, description: niceText, author: niceText, license: fc.constantFrom("MIT", "none"), owner: fc.constant("ann"), with: fc.constantFrom(["deploy"], []), without: fc.constantFrom(["ci"], []), git: fc.constant(false) }, { requiredKeys: [] }),
);
const preset = presetOf.map((text): FuzzCase => ({ kind: "preset", args: ["my-app", "--preset", "team.json", ...always], files: { "team.json": text } }));

/** Values that fit each type; the number makes them unique. */
const fitting: Record<Exclude<FieldType, "enum">, (row: number) => unknown> = {
  string: (row) => `Words ${row} <b> {{x}} \u2028`, text: (row) => `"Text" ${row}\n# x`, integer: (row) => row, decimal: (row) => row + 0.25, boolean: (row) => row % 2 === 0, date: (row) => `2026-01-0${row}`,
  datetime: (row) => `2026-01-0${row}T09:00:00Z`, email: (row) => `row${row}@example.com`, url: (row) => `https://example.com/${row}?a='b'`, uuid: (row) => `00000000-0000-4000-8000-00000000000${row}`, json: (row) => ({ deep: [{ constructor: row }] }), ref: () => undefined,
};

function rowsOf({ fields }: Resource): object[] {
  return [1, 2].map((row) => Object.fromEntries(fields.map(({ name, type, values }) => [name.camel, type === "enum" ? values[0] : fitting[type](row)])));
}

const ideaOf = damaged(
  fc.tuple(niceText, niceText, niceResources, fc.boolean()).map(([title, description, resources, seeded]) => {
    const seeds = Object.fromEntries(resources.map(parseResource).map((resource) => [resource.plural.kebab, rowsOf(resource)]));
    return { title, description, resources, ...(seeded && { seeds }) };
  }),
);
const idea = fc.tuple(ideaOf, fc.constantFrom("recipes", "recipes", "recipes", "constructor", "my recipes")).map(([text, name]): FuzzCase => ({ kind: "idea folder", args: ["my-app", "--idea", `./${name}`, ...always], files: { [`${name}/idea.json`]: text } }));

const receiptOf = damaged(
  fc.tuple(niceText, niceResources).filter(([, resources]) => fits(resources)).map(([title, resources]) => JSON.parse(receiptText(title, resources)) as object),
);
const receipt = fc.tuple(receiptOf, fc.boolean()).map(([text, publishes]): FuzzCase => ({
  kind: "receipt",
  args: publishes && text.length % 4 === 0 ? ["publish", "repo", "--dry-run"] : ["render", `repo/${receiptFile}`],
  files: { [`repo/${receiptFile}`]: text },
}));

function fits(resources: string[]): boolean {
  try {
    receiptText("T", resources);
    return true;
  } catch {
    return false; // Two of the random names are equal.
  }
}

function receiptText(title: string, resources: string[]): string {
  const project = createProject({ answers: answersFor({ said: { folder: "repo", title, resources, author: "Ann" }, idea: api!, catalog }), created: "2026-11-22", catalog });
  return renderProject({ project, version: "0.1.0" }).get(receiptFile) ?? "";
}

const entryNames = fc.constantFrom("a", "src", "src", "mine.txt", "mine.txt", "../keep", "../keep", "../../keep", "/etc", "", ".", "..", "a/b", "keep", "\0", "__proto__", "README.md", "con");
const noteOf = damaged(
  fc.record({ format: fc.constantFrom(1, 1, 1, 1, 2, "1"), pid: fc.constantFrom(999_999, 999_999, 999_999, 1, -1, 0, 1.5, "x"), host: fc.constantFrom(hostname(), hostname(), hostname(), "elsewhere"), parentsMade: fc.constantFrom(0, 1, 5, -1, 1e9, 1.5), entries: fc.array(entryNames, { maxLength: 5 }).map((names) => ["a", ...names]) }, { requiredKeys: ["format", "pid", "host"] }),
);
const stagingNote = fc
  .tuple(noteOf, fc.constantFrom("", "my-app."), fc.constantFrom("999999", "999999", "1", "0", String(2 ** 31)), fc.constantFrom("", "my-app/"), fc.boolean(), fc.boolean())
  .map(([text, stem, pid, inside, filled, old]): FuzzCase => {
    const wrapper = `${inside}.${inside === "" ? stem : ""}backend-starter-${pid}-0badc0de`;
    return {
      kind: "staging note",
      args: ["my-app", ...always],
      old,
      files: { [`${wrapper}/staging.json`]: text, [`${wrapper}/project/a`]: "x", "keep": "kept", ...(filled && { [`${inside}mine.txt`]: "mine", [`${inside}src/mine.ts`]: "mine" }), ...(inside !== "" && { "my-app/": "" }) },
    };
  });

const lockOf = damaged(fc.record({ pid: fc.constantFrom(1, 999_999, -1, 0, 1e300, "x", null), at: fc.string() }));
const lock = fc.tuple(lockOf, fc.constantFrom(".data/lock", ".data/lock/owner.json")).map(([text, path]): FuzzCase => ({ kind: "lock file", args: ["doctor", "--json"], files: { [receiptFile]: receiptText("T", ["book title:string"]), [path]: text } }));

/** A case of any kind. */
export const anyCase: fc.Arbitrary<FuzzCase> = fc.oneof(
  { weight: 8, arbitrary: commandLine },
  { weight: 4, arbitrary: preset },
  { weight: 4, arbitrary: idea },
  { weight: 4, arbitrary: receipt },
  { weight: 4, arbitrary: stagingNote },
  { weight: 1, arbitrary: lock },
);
