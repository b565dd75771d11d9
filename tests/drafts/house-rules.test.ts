// Every combination that can be asked for, rendered in memory and held against the house rules.
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { createProject } from "../../src/catalog/project.ts";
import { formatResource, parseResource } from "../../src/catalog/parse-resource.ts";
import { receiptFile, readReceipt, projectFromReceipt } from "../../src/catalog/receipt.ts";
import { renderProject } from "../../src/render/render.ts";
import { brokenRules } from "../support/house-rules.ts";
import { draftOf } from "../support/repos.ts";

const catalog = openCatalog();

const combinations = [...catalog.ideas.values()].flatMap((idea) =>
  [...catalog.stacks.values()].flatMap((stack) =>
    stack.databases.flatMap((database) =>
      subsets([...stack.options.keys()]).flatMap((options) =>
        catalog.licenses.map((license) => ({ idea, stack, database, options, license, owner: license === "MIT" ? "ann-oneil" : undefined })),
      ),
    ),
  ),
);

function subsets(options: string[]): string[][] {
  return options.reduce<string[][]>((all, option) => [...all, ...all.map((some) => [...some, option])], [[]]);
}

describe("Every combination keeps the house rules", () => {
  test.each(combinations)("$idea.id, $stack.id, $database, $options, $license", ({ idea, stack, database, options, license, owner }) => {
    const answers = {
      name: "my-repo",
      title: idea.projectTitle,
      description: idea.projectDescription,
      author: "Ann O'Neil & co",
      license,
      owner,
      idea: idea.id,
      stack: stack.id,
      database,
      language: Object.keys(stack.languages)[0] ?? "",
      manager: Object.keys(stack.managers)[0] ?? "",
      options,
      resources: idea.resources,
    };
    const draft = renderProject({ project: createProject({ answers, created: "2026-11-22", catalog }), catalog, version: "0.0.0" });
    expect(brokenRules(draft)).toEqual([]);
    expect(draft.has("LICENSE")).toBe(license !== "none");
  });

  test("awkward names and every field type", () => {
    expect(brokenRules(draftOf("awkward"))).toEqual([]);
  });
});

describe("The receipt", () => {
  test("renders to the same bytes as the project it came from", () => {
    const draft = draftOf("awkward");
    const receipt = readReceipt(draft.get(receiptFile) ?? "");
    const again = renderProject({ project: projectFromReceipt({ receipt, catalog }), catalog, version: receipt.version });
    expect([...again]).toEqual([...draft]);
  });

  test("names the migrations in their order, each of which exists", () => {
    const draft = draftOf("bookshelf");
    const { migrations } = readReceipt(draft.get(receiptFile) ?? "").log[0];
    expect(migrations).toEqual([...migrations].sort());
    expect(migrations.filter((name) => !draft.has(`migrations/${name}`))).toEqual([]);
  });

  test.each([
    ["", "not a receipt"],
    ["[]", "its format"],
    ['{"format":2}', "its format"],
    ['{"format":1,"version":"1","created":"2026-01-01","log":[]}', "does not begin with a create"],
    ['{"format":1,"version":"1","created":"2026-01-01","log":[{"verb":"create","answers":{"name":1}}]}', 'the answer "name"'],
  ])("is refused with a sentence when it is %s", (text, sentence) => {
    expect(() => readReceipt(text)).toThrow(sentence);
  });
});

describe("The catalog", () => {
  test("spells its own resources canonically, so that its example rows are found", () => {
    for (const idea of catalog.ideas.values()) {
      expect(idea.resources.map((spec) => formatResource(parseResource(spec)))).toEqual(idea.resources);
      expect(Object.keys(idea.seeds).sort()).toEqual(idea.resources.map((spec) => parseResource(spec).plural.kebab).sort());
    }
  });
});
