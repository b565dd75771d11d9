// Resource checks: order, circular references, duplicate and reserved names.
import { describe, expect, test } from "vitest";
import { checkResources } from "../../src/project/resource/check-resources.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { UserError } from "../../src/user-error.ts";

const check = (...specs: string[]) => checkResources(specs.map(parseResource), { names: ["router"], tables: ["select"], columns: ["xmin"] }).map(({ singular }) => singular.kebab);

describe("Resources", () => {
  test("are sorted in the order in which their tables can be created", () => {
    expect(check("review book:ref(book)", "book author:ref(author)", "author name:string")).toEqual(["author", "book", "review"]);
  });

  test("may reference themselves and each other if one of the references is optional", () => {
    expect(check("person friend:ref(person)? town:ref(town)", "town mayor:ref(person)?")).toEqual(["town", "person"]);
  });

  test("may reference a user", () => {
    expect(check("ticket assignee:ref(user)? reporter:ref(user)")).toEqual(["ticket"]);
  });

  test.each([
    ["an unknown reference", ["book author:ref(author)"], "points to a resource that does not exist. Choose one of: book, user. Or add a resource author."],
    ["a misspelled reference to a resource", ["book title:string", "review book:ref(boook)"], "Did you mean book?"],
    ["a misspelled reference to an account", ["book reader:ref(users)"], "Did you mean user?"],
    ["a required reference to itself", ["person friend:ref(person)"], "the first row could never be created"],
    ["a circle of required references", ["a1x b:ref(b1x)", "b1x a:ref(a1x)"], "form a circle"],
    ["own on a reference to rows of admins", ["product:admin name:string", "review product:ref(product):own"], '"product:ref(product)" in "review" says own, but only admins have such rows'],
    ["the same name twice", ["book a:string", "book b:string"], 'both need the name "book"'],
    ["a plural that is another's singular", ["book/book-lists a:string", "book-lists/lists2 b:string"], 'both need the name "booklists"'],
    ["a JavaScript keyword", ["class name:string"], 'The name "class" already belongs to JavaScript'],
    ["a name used by login", ["token name:string"], "belongs to login"],
    ["a name used by the stack", ["router name:string"], "belongs to the app's own code"],
    ["a plural that is reserved", ["thing/users name:string"], "belongs to login"],
    ["a plural that is an SQL keyword", ["thing/select name:string"], "belongs to SQL"],
    ["a system column of the database", ["book xmin:integer"], "belongs to the database"],
    ["a field of every row", ["book owner:string"], "belongs to every row"],
    ["a field that lists use", ["book limit:integer"], "belongs to lists"],
    ["a property of JavaScript objects", ["book constructor:string"], "belongs to JavaScript's objects"],
    ["the same field twice", ["book a-b:string aB:string"], 'two fields called "aB"'],
    ["a field that is also a reference", ["book author:ref(book)? authorId:integer"], 'two fields called "authorId"'],
  ])("are refused for %s", (_, specs, sentence) => {
    expect(() => check(...specs)).toThrow(UserError);
    expect(() => check(...specs)).toThrow(sentence);
  });

  test("are refused if there are more than 20", () => {
    const many = Array.from({ length: 21 }, (_, at) => `thing-x${at}y name:string`);
    expect(() => check(...many)).toThrow("more than the 20");
  });
});
