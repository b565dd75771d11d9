// The spelling of a resource: what it means, and what is refused with which sentence.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatResource, parseResource } from "../../src/project/resource/parse-resource.ts";
import { UserError } from "../../src/user-error.ts";
import { anyResource } from "../support/arbitrary.ts";

describe("A resource", () => {
  test("is a name and fields with types and modifiers", () => {
    const { singular, plural, fields } = parseResource("blog-category title:string isbn:string:unique pages:integer? author:ref(author) status:enum(draft|published):default(draft)");
    expect([singular.pascal, plural.kebab]).toEqual(["BlogCategory", "blog-categories"]);
    expect(fields.map(({ name }) => name.camel)).toEqual(["title", "isbn", "pages", "author", "status"]);
    expect(fields[1]).toMatchObject({ type: "string", unique: true, optional: false });
    expect(fields[2]).toMatchObject({ type: "integer", optional: true });
    expect(fields[3]).toMatchObject({ type: "ref", ref: "author" });
    expect(fields[4]).toMatchObject({ type: "enum", values: ["draft", "published"], default: "draft" });
  });

  test.each([
    ["person name:string", "people"],
    ["goose/geese name:string", "geese"],
    ["news/news-items title:string", "news-items"],
    ["analysis name:string", "analyses"],
  ])("has a plural: %s -> %s", (spec, plural) => {
    expect(parseResource(spec).plural.kebab).toBe(plural);
  });

  test.each([
    ["a space inside parentheses", "note text:string:default(in two words)", { default: "in two words" }],
    ["parentheses inside parentheses", "note text:string:default(f(x))", { default: "f(x)" }],
    ["a colon inside parentheses", 'note extra:json:default({"a":1})', { default: '{"a":1}' }],
    ["a question mark behind the parentheses", "note kind:enum(a|b)?", { optional: true }],
    ["the id of a reference written out", "note authorId:ref(author)", { name: expect.objectContaining({ camel: "author" }) as object }],
  ])("may hold %s", (_, spec, field) => {
    expect(parseResource(spec).fields[0]).toMatchObject(field);
  });

  test("is the same again when its canonical spelling is read", () => {
    fc.assert(
      fc.property(anyResource, (spec) => {
        const resource = parseResource(spec);
        expect(parseResource(formatResource(resource))).toEqual(resource);
      }),
    );
  });

  test.each([
    ["", "needs a name and fields"],
    ["book", 'has no fields. Give it some: "book title:string"'],
    ["Book title:string", '"Book" cannot name a resource'],
    ["../book title:string", '".." cannot name a resource'],
    ["a/b/c title:string", "more than one slash"],
    ["news title:string", "news/news-items"],
    ["book title", '"title" in "book" is not a field'],
    ["book title:strng", "Did you mean string?"],
    ["book title:blob", "Choose one of: string, text"],
    ["book title:string:uniqe", "Did you mean unique?"],
    ["book title:string:default", "is not complete"],
    ["book title:string:unique(1)", "is not complete"],
    ["book title:string(5)", "takes nothing in parentheses"],
    ["book title:enum", "cannot be a value"],
    ["book title:enum(a)", "needs 2 to 30 values"],
    ["book title:enum(a|a)", "names a value twice"],
    ["book title:enum(a|b'; drop table)", "cannot be a value"],
    ["book author:ref", "does not say what it points to"],
    ["book author:ref(author", "are not balanced"],
    ["book author:ref(author)x", "Nothing may follow"],
    ["book ti$tle:string", "cannot name a field"],
    ["book __proto__:string", "cannot name a field"],
    ["book done:boolean:unique", "a boolean cannot be unique"],
    ["book text:text:index", "cannot have an index"],
    ["book n:integer:unique:default(1)", "is unique and has a default"],
    ["book n:integer:default(1.5)", "It takes a whole number"],
    ["book n:integer:default(99999999999)", "It takes a whole number"],
    ["book d:date:default(2026-02-30)", "It takes today, or a date"],
    ["book u:url:default(javascript:alert(1))", "It takes an address"],
    ["book j:json:default([1])", "It takes a JSON object"],
    ["book s:enum(a|b):default(c)", "Choose one of: a, b"],
    ["book a:ref(author):default(1)", "a reference has no default"],
    [`book ${"x".repeat(31)}:string`, "cannot name a field"],
    [`${"x".repeat(25)} a:string`, "longer than 24 characters"],
    [`book ${Array.from({ length: 31 }, (_, at) => `f${at}x:string`).join(" ")}`, "more than 30 fields"],
  ])("is refused with a sentence: %s", (spec, sentence) => {
    expect(() => parseResource(spec)).toThrow(UserError);
    expect(() => parseResource(spec)).toThrow(sentence);
  });
});
