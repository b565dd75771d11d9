// Plurals: English words with irregular, missing or ambiguous plurals, each with a proposal that works.
import { expect, test } from "vitest";
import { formatResource, parseResource } from "../../src/project/resource/parse-resource.ts";
import { pluralOf } from "../../src/project/resource/plural.ts";
import { UserError } from "../../src/user-error.ts";

/** Refused words: plurals, and words that are equal to their plurals. */
const plurals = "books criteria phenomena bacteria curricula errata glasses goods savings logos cards people dice categories shop-items blog-categories";
const ownPlurals = "data news sheep series species fish deer aircraft equipment information software hardware staff advice music research homework media police premises headquarters";
const singulars = {
  lens: "lenses", canvas: "canvases", agenda: "agendas", bus: "buses", status: "statuses", analysis: "analyses", virus: "viruses", bias: "biases", schema: "schemas",
  "camera-lens": "camera-lenses", "order-status": "order-statuses", "blog-person": "blog-people", goose: "geese", "white-goose": "white-geese", atlas: "atlases", gas: "gases", campus: "campuses",
  class: "classes", address: "addresses", quiz: "quizzes", box: "boxes", leaf: "leaves", thesis: "theses", menu: "menus", photo: "photos", pizza: "pizzas", media: undefined,
};

function refusal(name: string): string {
  try {
    parseResource(`${name} title:string`);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error(`${name} was not refused`);
}

test.each(Object.entries(singulars).filter(([, many]) => many !== undefined))("the plural of %s is %s", (one, many) => {
  const resource = parseResource(`${one} title:string`);
  expect(resource.plural.kebab).toBe(many);
  expect(formatResource(resource)).toBe(`${one} title:string`);
});

test.each([...plurals.split(" "), ...ownPlurals.split(" ")])("%s is refused, and every proposed name is accepted", (name) => {
  const proposals = [...refusal(name).matchAll(/"([a-z-]+(?:\/[a-z-]+)?)"/g)].map(([, proposal = ""]) => proposal).filter((proposal) => proposal !== name);
  expect(proposals.length).toBeGreaterThan(0);
  for (const proposal of proposals) expect(parseResource(`${proposal} title:string`).fields).toHaveLength(1);
});

test.each(plurals.split(" "))("for %s a singular is proposed first", (name) => {
  expect(refusal(name)).toMatch(new RegExp(`^"${name}" is a plural\\. Name one of them: "[a-z-]+"\\.`));
});

test("the proposal for a name of the maximum length is accepted", () => {
  const name = `${"x".repeat(16)}-species`;
  expect(parseResource(`${/"(\S+\/\S+)"/.exec(refusal(name))?.[1]} title:string`).singular.kebab).toBe(name);
  expect(pluralOf("news-item")).toBe("news-items");
});
