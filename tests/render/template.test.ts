// Templates: tags on comment lines, the specimen, escapes.
import { describe, expect, test } from "vitest";
import { nameFrom } from "../../src/project/resource/names.ts";
import { escapes, FreeText } from "../../src/render/view/escape.ts";
import { handlebarsOf } from "../../src/render/tags.ts";
import { compile, templateOf } from "../../src/render/template.ts";

const render = (path: string, source: string, data: object) => compile(path, source)(data);

describe("A plain file", () => {
  test.each([
    ["//", "x.ts"],
    ["#", "x.yml"],
    ["--", "x.sql"],
  ])("may have tags on comment lines that begin with %s, which are rendered without the comment mark", (mark, path) => {
    const source = [`${mark} {{#each names}}`, `  ${mark} use {{this}};`, `${mark} {{/each}}`, "end", ""].join("\n");
    expect(render(path, source, { names: ["a", "b"] })).toBe("  use a;\n  use b;\nend\n");
  });

  test("may have tags in HTML and Markdown comments", () => {
    expect(render("x.md", "<!-- Hello {{name}} -->\n", { name: "Ann" })).toBe("Hello Ann\n");
  });

  test("keeps other lines and other comments", () => {
    const source = "// a comment\nconst x = `${{ a: 1 }}` + '{{name}}';\n# run: ${{ matrix.node }}\n";
    expect(render("x.ts", source, { name: "Ann" })).toBe(source);
  });

  test("keeps the lines of a block only if its condition is true", () => {
    const source = "// {{#if on}}\nlive();\n// {{/if}}\nend();\n";
    expect(render("x.ts", source, { on: true })).toBe("live();\nend();\n");
    expect(render("x.ts", source, { on: false })).toBe("end();\n");
  });

  test("without a resource never renders the specimen", () => {
    expect(render("x.ts", "// {{#specimen}}\nexample();\n// {{/specimen}}\nend();\n", {})).toBe("end();\n");
  });

  test("is compiled once for each text and ending", () => {
    const [text, plain] = [handlebarsOf("x.ts", "// {{name}}\nimport './a.ts';\n"), "import './a.ts';\n"];
    const spelled = [[text, ".ts"], [text, ".js"], [plain, ".js"]] as const;
    const templates = spelled.map(([source, ending]) => templateOf(source, ending));
    expect(templates.map((template) => template({ name: "Ann" }))).toEqual(["Ann\nimport './a.ts';\n", "Ann\nimport './a.js';\n", "import './a.js';\n"]);
    expect(spelled.map(([source, ending]) => templateOf(source, ending))).toEqual(templates);
  });

  test("is refused if a tag contains an unknown name", () => {
    expect(() => render("x.ts", "// {{titel}}\n", { title: "x" })).toThrow("titel");
  });
});

describe("The specimen", () => {
  const data = { singular: nameFrom("blog-entry"), plural: nameFrom("blog-entries"), article: "a", Article: "A" };

  test.each([
    ["sampleItem sampleItems SampleItem SampleItems", "blogEntry blogEntries BlogEntry BlogEntries"],
    ["sample-items/sample-item sample_items", "blog-entries/blog-entry blog_entries"],
    ["A sample item, a sample item, aSampleItem()", "A blog entry, a blog entry, aBlogEntry()"],
    ["`/x/${sampleItem.id}` {sampleItems}", "`/x/${blogEntry.id}` {blogEntries}"],
    ["SAMPLE_ITEM Sample items", "BLOG_ENTRY Blog entries"],
  ])("is renamed in every form: %s", (source, text) => {
    expect(render("x.ts", source, data)).toBe(text);
  });
});

describe("Text of the user", () => {
  const text = new FreeText(`Ann's "x" \\ {{y}} \${z} <b> & C# a_b`);

  test("is refused in a tag without an escape", () => {
    expect(() => render("x.hbs", "{{title}}", { title: text })).toThrow("needs an escape");
  });

  test("is escaped as a JSON string, which TypeScript and YAML accept too", () => {
    expect(JSON.parse(render("x.hbs", "{{json title}}", { title: text }))).toBe(text.text);
  });

  test.each([
    ["html", "<b a='1'>&</b>", "&#60;b a=&#39;1&#39;&#62;&#38;&#60;/b&#62;"],
    ["md", "1. [x](y) *a* _b_ `c` <d> | # &amp; & C#", "1\\. \\[x\\](y) \\*a\\* \\_b\\_ \\`c\\` \\<d\\> \\| \\# \\&amp; & C\\#"],
    ["md", "- x", "\\- x"],
    ["sqlText", "it's", "'it''s'"],
    ["plain", "it's", "it's"],
  ] as const)("is escaped for %s", (place, value, written) => {
    expect(escapes[place](new FreeText(value))).toBe(written);
  });

  test("is printed in JSON on one line, without additional spaces in strings", () => {
    expect(escapes.inline('{"a":1,"b":{"c":"x\\n y"}}')).toBe('{ "a": 1, "b": { "c": "x\\n y" } }');
    expect(escapes.inline("{}")).toBe("{}");
  });
});
