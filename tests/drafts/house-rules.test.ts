// House rules: every combination of answers, rendered in memory, keeps them.
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { receiptFile, readReceipt, projectFromReceipt } from "../../src/project/receipt.ts";
import { derivationFor } from "../../src/render/derivation.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { domains, type Domain } from "../support/domains.ts";
import { brokenRules } from "../support/house-rules.ts";
import { draftOf } from "../support/repos.ts";

const catalog = openCatalog();

const combinations = [...catalog.ideas.values()].flatMap((idea) =>
  [...catalog.stacks.values()].flatMap((stack) =>
    stack.databases.flatMap((database) =>
      subsets([...stack.options.keys()]).flatMap((options) =>
        Object.keys(stack.languages).flatMap((language, at) =>
          // No file depends on language and licence at once: one licence is enough for the derived languages.
          catalog.licenses.slice(0, at === 0 ? Infinity : 1).map((license) => ({ idea, stack, database, options, language, license, owner: license === "MIT" ? "ann-oneil" : undefined })),
        ),
      ),
    ),
  ),
);

async function domainDraft(domain: Domain) {
  const idea = catalog.ideas.get("api");
  if (idea === undefined) throw new Error("There is no idea `api`.");
  const said = { folder: "my-api", resources: domains[domain] };
  const project = createProject({ answers: answersFor({ said, idea, catalog }), created: "2026-11-22", catalog });
  return renderProject({ project, version: "0.0.0", derivation: await derivationFor(project) });
}

describe("Every domain keeps the house rules", () => {
  test.each(Object.keys(domains) as Domain[])("%s", async (domain) => {
    expect(brokenRules(await domainDraft(domain))).toEqual([]);
  });
});

describe("A README says who needs a token, and whose rows a deletion affects", () => {
  const [writers, readers] = ["To write, you need a token.", "To write, and to read what not everyone can read, you need a token."];
  test.each([
    ["diary", readers, undefined],
    ["notes", readers, "that point to it:"],
    ["tickets", readers, "that point to it, also those of other users:"],
    ["ratings", writers, "that point to it, also those of other users:"],
  ] as const)("%s", async (domain, token, affected) => {
    const readme = (await domainDraft(domain)).get("README.md") ?? "";
    expect(/^To write.*?token\./m.exec(readme)?.[0]).toBe(token);
    expect(/^Deleting a row affects the rows (.*)$/m.exec(readme)?.[1]).toBe(affected);
  });
});

function subsets(options: string[]): string[][] {
  return options.reduce<string[][]>((all, option) => [...all, ...all.map((some) => [...some, option])], [[]]);
}

describe("Every combination keeps the house rules", () => {
  test.each(combinations)("$idea.id, $stack.id, $database, $options, $language, $license", async ({ idea, stack, database, options, language, license, owner }) => {
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
      language,
      manager: Object.keys(stack.managers)[0] ?? "",
      options,
      resources: idea.resources,
    };
    const project = createProject({ answers, created: "2026-11-22", catalog });
    const draft = renderProject({ project, version: "0.0.0", derivation: await derivationFor(project) });
    expect(brokenRules(draft)).toEqual([]);
    expect(draft.has("LICENSE")).toBe(license !== "none");
  });

  test.each(["awkward", "awkward in JavaScript", "awkward blog in JavaScript"] as const)("awkward names and every field type: %s", (repo) => {
    expect(brokenRules(draftOf(repo))).toEqual([]);
  });
});

describe("The receipt", () => {
  test.each(["awkward", "awkward in JavaScript"] as const)("renders to the same bytes as its project: %s", async (repo) => {
    const draft = draftOf(repo);
    const receipt = readReceipt(draft.get(receiptFile) ?? "");
    const project = projectFromReceipt({ receipt, catalog });
    const again = renderProject({ project, version: receipt.version, derivation: await derivationFor(project) });
    expect([...again]).toEqual([...draft]);
  });

  test("lists the migrations in order, and each file exists", () => {
    const draft = draftOf("bookshelf");
    const migrations = readReceipt(draft.get(receiptFile) ?? "").log[0].migrations.map(({ file }) => file);
    expect(migrations).toEqual([...migrations].sort());
    expect(migrations.filter((name) => !draft.has(`migrations/${name}`))).toEqual([]);
  });

  test.each([
    ["", "not a receipt"],
    ["[]", "its format"],
    ['{"format":2}', "its format"],
    ['{"format":1,"version":"1.0.0","created":"2026-01-01","log":[]}', "does not start with create"],
    ['{"format":1,"version":"1.0.0","created":"2026-01-01","log":[{"verb":"create","answers":{"name":1}}]}', 'the answer "name"'],
  ])("is refused with a sentence if it is %s", (text, sentence) => {
    expect(() => readReceipt(text)).toThrow(sentence);
  });
});
