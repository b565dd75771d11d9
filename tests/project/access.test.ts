// Access: the words after the name of a resource, and the resources that need one.
import { describe, expect, test } from "vitest";
import { doubtful, refuseDoubtful } from "../../src/project/resource/access.ts";
import { formatResource, parseResource } from "../../src/project/resource/parse-resource.ts";
import { pointsToOwn } from "../../src/project/resource/resource.ts";
import { UserError } from "../../src/user-error.ts";

const doubted = (...specs: string[]) => doubtful(specs.map(parseResource)).map(({ singular }) => singular.kebab);

describe("The access word after the name of a resource", () => {
  test.each(["note:private title:string", "goose/gooses:members name:string", "note:public title:string", "product:admin name:string", "city name:string"])("is kept in the canonical spelling: %s", (spec) => {
    expect(formatResource(parseResource(spec))).toBe(spec);
  });

  test.each([
    ["note:privat title:string", '"privat" after the resource "note" does not say who can read it. Did you mean private?'],
    ["note:private:members title:string", '"note" is followed by more than one word: "private", "members". Leave one.'],
    ["note:private/notiz title:string", 'The plural of "note" stands before the colon. Write "note/notiz:private".'],
    ["note title:string:own", "own is for references. Write it after one: order:ref(order):own."],
    ["note writer:ref(user):own", "an account has no owner. Leave out own."],
  ])("is refused with a sentence: %s", (spec, sentence) => {
    expect(() => parseResource(spec)).toThrow(UserError);
    expect(() => parseResource(spec)).toThrow(sentence);
  });
});

describe("A resource without an access word", () => {
  test.each(["note", "todo", "side-task", "order", "payment", "patient", "direct-message", "order-item", "health-record", "order-status", "todolist", "contact", "cart-item", "customer", "saved-password", "bank-account"])("is doubtful if it is called %s", (name) => {
    expect(doubted(`${name} title:string`)).toEqual([name]);
    expect(doubted(`${name}:private title:string`)).toEqual([]);
    expect(doubted(`${name}:public title:string`)).toEqual([]);
  });

  test("is doubtful in the plural as well", () => {
    expect(doubted("secrets/secrets-pages title:string", "the-notes/the-notes-pages title:string")).toEqual(["secrets", "the-notes"]);
  });

  test.each(["book", "border", "recipe", "ticket", "notebook"])("is not doubtful if it is called %s", (name) => {
    expect(doubted(`${name} title:string`)).toEqual([]);
  });

  test("is doubtful if it requires a private or doubtful resource, directly or indirectly", () => {
    const [order, item, part] = ["order:private at:date", "item order:ref(order)", "part item:ref(item)"] as const;
    expect(doubted(part, item, order)).toEqual(["part", "item"]);
    expect(doubted("order at:date", item)).toEqual(["order", "item"]);
    expect(doubted(order, "item:public order:ref(order)", part)).toEqual([]);
    expect(doubted(order, "item order:ref(order)?")).toEqual([]);
    expect(doubted("sheet:members name:string", "remark sheet:ref(sheet)")).toEqual(["remark"]);
    expect(doubted("sheet:public name:string", "remark sheet:ref(sheet)")).toEqual([]);
  });

  test("is refused with a sentence that lists all access words", () => {
    expect(() => refuseDoubtful([parseResource("note title:string")])).toThrow(
      'Write "note:private" (only its owner can read and change a row), "note:members" (signed-in users can read a row, and its owner can change it), '
        + '"note:public" (everyone can read a row, and its owner can change it) or "note:admin" (everyone can read a row, and admins can create and change rows).',
    );
    expect(() => refuseDoubtful([parseResource("book title:string")])).not.toThrow();
  });
});

test("a reference may name only own rows if it says own, or if its target is private", () => {
  const resources = ["order:private at:date", "product name:string", "item order:ref(order) product:ref(product) gift:ref(product):own?"].map(parseResource);
  expect(resources[2]?.fields.map((field) => pointsToOwn(field, resources))).toEqual([true, false, true]);
});
