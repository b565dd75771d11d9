// Views of access and of rules: what templates see of who may read and change rows, and of fields that are unique together.
import { expect, test } from "vitest";
import { nameFrom } from "../../src/project/resource/names.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { accessView, uniquePerOwner } from "../../src/render/view/access-view.ts";
import type { FieldView } from "../../src/render/view/field-view.ts";
import { targetOf } from "../../src/render/view/reference-target.ts";
import { togetherView } from "../../src/render/view/together-view.ts";

const target = (name: string) => targetOf({ singular: nameFrom(name), plural: nameFrom(`${name}s`) });
const field = (name: string, more: Partial<FieldView> = {}) => ({ name, words: `the ${name}`, column: `"${name}"`, rawColumn: `raw_${name}`, own: false, sample: '"x"', ...more }) as FieldView;

test.each([
  ["public", false, false, "Everyone can read; only the owner can change a row.", "everyone", "signed in", "its owner", "found, mustOwn", 403],
  ["members", false, true, "Signed-in users can read; only the owner can change a row.", "signed-in users", "signed in", "its owner", "found, mustOwn", 403],
  ["private", true, true, "Only the owner can read or change a row.", "its owner", "signed in", "its owner", "found", 404],
  ["admin", false, false, "Everyone can read; only admins can create and change rows.", "everyone", "admins", "admins", "found", 403],
])("the view of a resource that is %s", (access, hidden, guarded, rule, readers, creators, changers, checks, forbidden) => {
  const view = accessView(parseResource(`note:${access} title:string`), []);
  expect(view).toMatchObject({ private: hidden, members: access === "members", admin: access === "admin", guarded, rule, readers, creators, changers, checks, forbidden, owned: [], ownedSet: [], ownedTargets: [], needsOwner: false });
});

test("a resource of which nothing was said is public", () => {
  const [said, unsaid] = ["note:public title:string", "note title:string"].map((spec) => accessView(parseResource(spec), []));
  expect(unsaid).toEqual(said);
  expect(unsaid?.permissions).toEqual({ visitor: "read", member: "read, create", owner: "read, create, change, delete", admin: "read, create" });
});

test("references to own rows are listed with their other targets, and those that a row sets need its owner", () => {
  const fields = [field("book", { own: true, target: target("book"), sample: "null" }), field("note", { own: true, target: target("note") }), field("again", { own: true, target: target("book") }), field("pen", { target: target("pen") })];
  const view = accessView(parseResource("note title:string"), fields);
  expect(view.owned.map(({ name }) => name)).toEqual(["book", "note", "again"]);
  expect(view.ownedSet.map(({ name }) => name)).toEqual(["note", "again"]);
  expect(view.ownedTargets.map(({ singular }) => singular.kebab)).toEqual(["book"]);
  expect([view.needsOwner, view.checks]).toEqual([true, "found, mustNameOwn, mustOwn"]);
  expect(accessView(parseResource("note:private title:string"), fields.slice(0, 1))).toMatchObject({ needsOwner: false, checks: "found, mustNameOwn" });
});

test("unique fields of a private resource are so for each owner", () => {
  const { fields, together } = uniquePerOwner(parseResource("note:private title:string:unique day:date:unique size:integer step:string unique(size,step) unique(step,owner)"));
  expect(fields.map(({ unique }) => unique)).toEqual([false, false, false, false]);
  expect(together).toEqual([["size", "step", "owner"], ["step", "owner"], ["title", "owner"], ["day", "owner"]]);
});

test("those of other resources stay as they are", () => {
  const resource = parseResource("note:members title:string:unique size:integer step:string unique(size,step)");
  expect(uniquePerOwner(resource)).toBe(resource);
});

/** The views of the rules of a resource whose fields are these. */
function rules(spec: string, more: Partial<FieldView> = {}) {
  const resource = parseResource(spec);
  return togetherView(resource, resource.fields.map(({ name }, at) => field(name.camel, at === 0 ? more : {})));
}

test("a rule names its fields in words, in code and in SQL", () => {
  const [rule] = rules("seat row:string place:string day:date unique(row,place,day)");
  expect(rule).toMatchObject({ words: "the row, the place and the day", same: "row: made.row, place: made.place, day: made.day", first: "row", alone: true, who: "token: await newcomer()", differsByOwner: false, columns: '"row", "place", "day"', index: "seats_raw_row_key" });
  expect(rule?.fields.map(({ name }) => name)).toEqual(["row", "place", "day"]);
});

test("a rule with the owner names the owner last, and another user can send the same", () => {
  expect(rules("seat row:string place:string unique(row,owner)")).toMatchObject([{ words: "the row and owner", same: "row: made.row", first: "row", who: "token", differsByOwner: true, columns: '"row", owner_id', index: "seats_raw_row_key" }]);
});

test("a row that only its owner can send is sent by the owner again", () => {
  expect(rules("seat row:string place:string unique(row,place)", { own: true })).toMatchObject([{ who: "token", differsByOwner: false }]);
  expect(rules("seat row:string place:string unique(row,owner)", { own: true })).toMatchObject([{ who: "token", differsByOwner: false }]);
  expect(rules("seat row:string place:string unique(row,place)", { own: true, sample: "null" })).toMatchObject([{ who: "token: await newcomer()" }]);
});

test("rules with a common field are not alone, and the owner is none", () => {
  expect(rules("seat row:string place:string day:string unique(row,place) unique(place,day)").map(({ alone }) => alone)).toEqual([false, false]);
  expect(rules("seat row:string place:string day:string unique(row,owner) unique(place,owner)").map(({ alone }) => alone)).toEqual([true, true]);
  expect(rules("seat row:string place:string day:string hall:string unique(row,place) unique(day,hall)").map(({ alone }) => alone)).toEqual([true, true]);
});
