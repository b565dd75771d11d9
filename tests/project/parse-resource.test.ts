// Spelling of a resource: how it is parsed, and which error each invalid one gives.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatResource, parseResource } from "../../src/project/resource/parse-resource.ts";
import { UserError } from "../../src/user-error.ts";
import { anyResource } from "../support/arbitrary.ts";

describe("A resource", () => {
  test("has a name, and fields with types and modifiers", () => {
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
  ])("gets a plural: %s -> %s", (spec, plural) => {
    expect(parseResource(spec).plural.kebab).toBe(plural);
  });

  test.each([
    ["a space inside parentheses", "note text:string:default(in two words)", { default: "in two words" }],
    ["parentheses inside parentheses", "note text:string:default(f(x))", { default: "f(x)" }],
    ["a colon inside parentheses", 'note extra:json:default({"a":1})', { default: '{"a":1}' }],
    ["a question mark behind the parentheses", "note kind:enum(a|b)?", { optional: true }],
    ["bounds", "note stars:integer:min( 1 ):max(5)", { min: "1", max: "5" }],
    ["a field named like a modifier", "note unique:string", { name: expect.objectContaining({ camel: "unique" }) as object }],
    ["a question mark after a colon", "note kind:string:?", { optional: true }],
    ["the id of a reference written out", "note authorId:ref(author)", { name: expect.objectContaining({ camel: "author" }) as object }],
  ])("may contain %s", (_, spec, field) => {
    expect(parseResource(spec).fields[0]).toMatchObject(field);
  });

  test.each([
    ["book author:ref(author):restrict", "restrict", "author:ref(author):restrict"],
    ["book author:ref(author)?:cascade", "cascade", "author:ref(author):optional:cascade"],
    ["book author:ref(author):cascade", undefined, "author:ref(author)"],
    ["book author:ref(author):clear?", undefined, "author:ref(author):optional"],
  ])("keeps the action on deletion of a reference's target, except the default: %s", (spec, onDelete, spelled) => {
    const resource = parseResource(spec);
    expect(resource.fields[0]?.onDelete).toBe(onDelete);
    expect(formatResource(resource)).toBe(`book ${spelled}`);
  });

  test.each([
    ["review book:ref(book) unique(book,owner)", [["book", "owner"]]],
    ["review unique( owner, bookId ) book:ref(book)", [["book", "owner"]]],
    ["review book:ref(book) day:date unique(owner,day) unique(book,day)", [["day", "owner"], ["book", "day"]]],
  ])("keeps the fields that are unique together, the owner last: %s", (spec, together) => {
    expect(parseResource(spec)).toMatchObject({ together });
  });

  test("is parsed as the same resource from its canonical spelling", () => {
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
    ["note:private", 'has no fields. Give it some: "note:private title:string"'],
    ["note:secret", '"secret" after the resource "note" does not say who can read it.'],
    ["Book title:string", '"Book" cannot name a resource'],
    ["../book title:string", '".." cannot name a resource'],
    ["a/b/c title:string", "more than one slash"],
    ["news title:string", "news/news-items"],
    ["book title", '"title" in "book" is not a field. Write its type too, such as title:string.'],
    ["book title:", "Write its type too, such as title:string."],
    ["book ref(author)", "Write author:ref(author)."],
    ["book ref(author)?", "Write author:ref(author)?."],
    ["book ref()", "Write author:ref(author)."],
    ["book string", "Write its name too, such as title:string."],
    ["book :enum(a|b)", "Write its name too, such as title:enum(a|b)."],
    ["book private", "Write it after the name of the resource: book:private."],
    ["book min(1)", "Write it after a name and a type, such as pages:integer:min(1)."],
    ["book index", "Write it after a name and a type, such as pages:integer:index."],
    ["book 1+1", "Write name:type, such as title:string."],
    ["book title:strng", "Did you mean string?"],
    ["book title:blob", "Choose one of: string, text"],
    ["book title:string:uniqe", "Did you mean unique?"],
    ["book title:string:default", "is not complete"],
    ["book title:string:unique(1)", "Write unique alone"],
    ["book pages:integer:min", "is not complete. Write min(1)."],
    ["book pages:integer:min(x)", '"x" in "pages:integer:min(x)" is not a whole number. Write min(1).'],
    ["book pages:integer:max(1.5)", "is not a whole number"],
    ["book pages:integer:max(1e3)", "is not a whole number"],
    ["book price:decimal:max(1.555)", "is not a number with at most two decimals"],
    ["book price:decimal:min(-0)", "is not a number with at most two decimals"],
    ["book pages:integer:min(1):min(2)", "says min twice. Leave one out."],
    ["book title:string:unique:unique", "says unique twice. Leave one out."],
    ["book title:string?:optional", "says optional twice. Leave one out."],
    ["book pages:integer:index:min(1):index", "says index twice. Leave one out."],
    ["book author:ref(author):own:own", "says own twice. Leave one out."],
    ["book author:ref(author):cascade:cascade", "says cascade twice. Leave one out."],
    ["book author:ref(author):cascade:restrict", "says both cascade and restrict. Leave one out."],
    ["book a1:string unique(a1,owner) unique(owner,a1)", "unique(a1,owner) stands twice: the order of its fields makes no difference. Leave one out."],
    ["book pages:integer:min(5):max(1)", "no value reaches from 5 to 1. Swap them: min(1):max(5)."],
    ["book pages:integer:max(99999999999)", "is outside of what a field of type integer holds"],
    ["book title:string:max(201)", "Use a number from 1 to 200. For more characters, use text."],
    ["book title:string:min(0)", "Use a number from 1 to 200."],
    ["book day:date:min(2026-01-01)", "min and max are for integer, decimal, string and text. Leave them out: the type date has none."],
    ["book stars:integer:max(5):min(1):unique", "fewer than 1000 values. Leave out unique, or widen its bounds."],
    ["book stars:integer:min(1):max(5):default(6)", "It takes a whole number from 1 to 5."],
    ["book title:string:max(3):default(long)", "It takes a text of 1 to 3 characters."],
    ["book title:string:cascade", "cascade is for references. Write it after one: author:ref(author):cascade."],
    ["book author:ref(author):clear", "is required, so it cannot be cleared. Add a ? at its end, or write cascade or restrict."],
    ["book author:ref(author):cascade:restrict", "says both cascade and restrict. Leave one out."],
    ["book author:ref(author):restrict(1)", "takes nothing in parentheses. Write restrict alone."],
    ["book author:ref(author):restricted", "Did you mean restrict?"],
    ["book title:string unique(title)", "needs 2 to 5 fields. For a single field, write unique after its type"],
    ["book title:string unique", "is not complete. Write unique(book,owner)"],
    ["book title:string unique()", '"" in "unique()" is not a field of "book"'],
    ["book title:string unique(titel,owner)", "Choose one of: title, owner."],
    ["book title:string unique(title,owner,title)", "names a field twice"],
    ["book notes:text unique(notes,owner)", "the type text cannot be unique. Use a string."],
    ["book title:string:unique day:date unique(title,day)", "title is unique already. Leave one of the two rules out."],
    ["book kind:enum(a|b) unique(kind,owner)", "Add a reference, a day or a string to it."],
    ["book a1:string b1:string unique(a1,b1) unique(a1,b1,owner)", "unique(a1,b1,owner) follows from unique(a1,b1). Leave it out."],
    ["book a1:string b1:string unique(a1,b1) unique(a1,owner)", "begin with the same field. Begin one of them with another."],
    ["book title:string unique(title,owner)?", 'Nothing may follow the parentheses in "unique(title,owner)?". Leave it out.'],
    ["book title:string unique(title,owner):private", 'Nothing may follow the parentheses in "unique(title,owner):private". Leave it out.'],
    ["book title:string unique(title owner)", 'Separate the fields with commas: "unique(title,owner)".'],
    ["book title:string:private", 'Write it after the name of the resource, such as note:private.'],
    ["book title:string:admin", 'Write it after the name of the resource, such as note:admin.'],
    ["book author:user", "is not a field type. Use ref(user)."],
    ["book author:writer", "For a row of another resource, write ref(writer)."],
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
    ["book done:boolean:unique", "the type boolean cannot be unique"],
    ["book kind:enum(a|b):unique", "the type enum cannot be unique"],
    ["book text:text:index", "the type text cannot have an index"],
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
