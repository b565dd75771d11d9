// Custom idea: valid ones become an idea, and invalid ones are reported with their file, row and field.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog, type Idea } from "../../src/catalog/catalog.ts";
import { readOwnIdea } from "../../src/project/own-idea.ts";
import { temporary } from "../support/sandbox.ts";

const catalog = openCatalog();
const recipe = "recipe title:string:unique servings:integer? vegan:boolean:default(false) on:date? kind:enum(soup|pie)? extra:json? price:decimal?";
const cooking = "cooking notes:text? recipe:ref(recipe)";
const whole = { title: "T", description: "D", resources: [recipe, cooking] };

function read(idea: unknown, folder = "recipes"): Idea {
  const path = join(temporary(), folder);
  mkdirSync(path);
  writeFileSync(join(path, "idea.json"), typeof idea === "string" ? idea : JSON.stringify(idea));
  return readOwnIdea(path, catalog);
}

/** The idea with these recipes, and a cooking of each. */
function seeded(recipes: unknown, cookings: unknown = [{ recipeId: "recipes#1" }]): object {
  return { ...whole, seeds: { recipes, cookings } };
}

/** An idea with a rule about two fields, and these rows. */
function rated(votes: object[]): object {
  return { title: "T", description: "D", resources: ["vote stars:integer:min(1):max(5):default(1) day:date unique(day,stars)"], seeds: { votes } };
}

/** An idea whose rows reference a user, which is the owner of all examples. */
function assigned(tickets: object[]): object {
  return { title: "T", description: "D", resources: ["ticket assignee:ref(user)"], seeds: { tickets } };
}

test("a valid idea.json becomes an idea with its own resources and rows", () => {
  const rows = [{ title: "Soup", servings: 4, vegan: true, on: "2026-11-01", kind: "soup", extra: { a: 1 }, price: 4.5 }, { title: "Pie" }];
  const { id, layers, projectTitle, namesResources, resources, seeds } = read(seeded(rows, [{ recipeId: "recipes#2", notes: "today" }]));
  expect([id, layers, projectTitle, namesResources, resources.length]).toEqual(["recipes", ["json-api", "recipes"], "T", false, 2]);
  expect(seeds).toEqual({ recipes: rows, cookings: [{ recipeId: "recipes#2", notes: "today" }] });
  expect(read(whole).seeds).toEqual({});
  expect(read(assigned([{ assigneeId: "users#1" }])).seeds).toEqual({ tickets: [{ assigneeId: "users#1" }] });
});

test.each<[unknown, string]>([
  ["{", "is not JSON: "],
  ["[]", "is not a JSON object."],
  [{ ...whole, titles: "T" }, '"titles" is not a key of an idea. Did you mean title?'],
  ['{"__proto__":{}}', '"__proto__" is not a key of an idea.'],
  [{ ...whole, title: " " }, '"title" is missing or wrong. It must be text.'],
  [{ title: "T", resources: [recipe] }, '"description" is missing or wrong.'],
  [{ ...whole, resources: [] }, '"resources" is missing or wrong. It must be a list such as'],
  [{ ...whole, resources: [1] }, '"resources" is missing or wrong.'],
  [{ ...whole, resources: ["recipe"] }, 'The resource "recipe" has no fields.'],
  [{ ...whole, resources: [cooking] }, "points to a resource that does not exist."],
  [{ ...whole, seeds: [] }, '"seeds" is not an object of lists'],
  [{ ...whole, seeds: { recipe: [] } }, 'The seeds contain "recipe", which is not the plural of a resource. Did you mean recipes?'],
  [{ ...whole, seeds: { recipes: [{ title: "Soup" }] } }, "The seeds contain no rows of cookings. Give every resource some, or leave out all seeds."],
  [seeded([]), "The seeds contain no rows of recipes."],
  [seeded(Array.from({ length: 101 }, (_, at) => ({ title: String(at) }))), "The seeds contain more than 100 rows of recipes."],
  [seeded(["Soup"]), "Row 1 of recipes is not an object."],
  [seeded([{ title: "Soup" }, {}]), "Row 2 of recipes: title is missing. It takes 1 to 200 characters."],
  [seeded([{ titles: "Soup" }]), 'Row 1 of recipes holds "titles", which is not a field. Did you mean title?'],
  [seeded([{ title: "" }]), "Row 1 of recipes: title does not fit."],
  [seeded([{ title: null }]), "Row 1 of recipes: title does not fit."],
  [seeded([{ title: "Soup", servings: "4" }]), "Row 1 of recipes: servings does not fit. It takes a whole number such as 10."],
  [seeded([{ title: "Soup", servings: 4.5 }]), "Row 1 of recipes: servings does not fit."],
  [seeded([{ title: "Soup", servings: 1e21 }]), "Row 1 of recipes: servings does not fit."],
  [seeded([{ title: "Soup", vegan: "true" }]), "Row 1 of recipes: vegan does not fit. It takes true or false."],
  [seeded([{ title: "Soup", on: "today" }]), "Row 1 of recipes: on does not fit."],
  [seeded([{ title: "Soup", kind: "stew" }]), "Row 1 of recipes: kind does not fit. It takes one of: soup, pie."],
  [seeded([{ title: "Soup", extra: [] }]), "Row 1 of recipes: extra does not fit."],
  [seeded([{ title: "Soup" }, { title: "Soup" }]), 'Two rows of recipes have the title "Soup", which is unique.'],
  [assigned([{}]), 'Row 1 of tickets: assigneeId points to no row that is inserted before it. Write "users#1" for the first of 1.'],
  [assigned([{ assigneeId: "users#2" }]), "Row 1 of tickets: assigneeId points to no row that is inserted before it."],
  [rated([{ stars: 6, day: "2026-01-01" }]), "Row 1 of votes: stars does not fit. It takes a whole number from 1 to 5."],
  [rated([{ stars: 1, day: "2026-01-01" }, { day: "2026-01-01" }]), 'Two rows of votes have the stars "1" and the day "2026-01-01", which are unique together.'],
  [seeded([{ title: "Soup" }], [{ notes: "x" }]), 'Row 1 of cookings: recipeId points to no row that is inserted before it. Write "recipes#1" for the first of 1.'],
  [seeded([{ title: "Soup" }], [{ recipeId: "recipes#2" }]), "Row 1 of cookings: recipeId points to no row that is inserted before it."],
  [seeded([{ title: "Soup" }], [{ recipeId: "cookings#1" }]), "Row 1 of cookings: recipeId points to no row that is inserted before it."],
  [seeded([{ title: "Soup" }], [{ recipeId: 1 }]), "Row 1 of cookings: recipeId points to no row that is inserted before it."],
  [seeded([{ title: "Soup" }], [{ recipeId: "recipes#1", notes: "recipes#1" }]), "Row 1 of cookings: notes looks like a reference. Choose another text."],
])("%j is refused with one line that names the file", (idea, sentence) => {
  expect(() => read(idea)).toThrow(sentence);
  expect(() => read(idea)).toThrow(/^[^\n]*recipes[\\/]+idea\.json[^\n]*$/);
});

test.each(["Recipes", "my recipes", "1st", "-x", "a--b"])("a folder called %s is refused as an idea", (folder) => {
  expect(() => read(whole, folder)).toThrow("An idea's folder cannot be called");
});

test("a folder without idea.json and one with other files are refused", () => {
  const folder = join(temporary(), "recipes");
  expect(() => readOwnIdea(folder, catalog)).toThrow("cannot be read (ENOENT)");
  mkdirSync(join(folder, "files"), { recursive: true });
  expect(() => readOwnIdea(folder, catalog)).toThrow('holds a folder "files"');
});
