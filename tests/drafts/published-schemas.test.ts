// Published schemas: files for GitHub, editors and hosts are valid. options.test.ts checks compose file and workflows.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isBlueprint, isDevContainer, isFormBody } from "../support/documented-shapes.ts";
import { dependabot, issueConfig, issueForm, typeMismatches, type PublishedType } from "../support/published-types.ts";
import { addresses, schemaAt } from "../support/schema-at.ts";
import { draftOf, javaScriptRepos, optionSets, repoNames } from "../support/repos.ts";

const drafts = [...repoNames, ...javaScriptRepos].flatMap((repo) => optionSets.map(({ options }) => draftOf(repo, options)));
const forms = [".github/ISSUE_TEMPLATE/bug.yml", ".github/ISSUE_TEMPLATE/idea.yml"];

/** The different texts of a file in all projects. */
const textsOf = (path: string) => [...new Set(drafts.flatMap((draft) => draft.get(path) ?? []))];

describe("By the types generated from SchemaStore's schemas", { timeout: 120_000 }, () => {
  const kinds: { type: PublishedType; paths: string[] }[] = [
    { type: dependabot, paths: [".github/dependabot.yml"] },
    { type: issueForm, paths: forms },
    { type: issueConfig, paths: [".github/ISSUE_TEMPLATE/config.yml"] },
  ];

  test("the Dependabot configuration, the issue forms and their chooser are valid in every project", () => {
    const values = kinds.flatMap(({ type, paths }) => paths.flatMap(textsOf).map((yaml) => ({ type, value: parse(yaml) as unknown })));
    expect(values.length).toBeGreaterThan(4);
    expect(typeMismatches(values)).toEqual([]);
  });

  test("each mistake in them is found", () => {
    const slips: [PublishedType, string, string, string][] = [
      [dependabot, ".github/dependabot.yml", "version: 2", "version: 1"],
      [dependabot, ".github/dependabot.yml", "directory: /", "folder: /"],
      [dependabot, ".github/dependabot.yml", "interval: monthly", "interval: mothly"],
      [dependabot, ".github/dependabot.yml", "[minor, patch]", "[minor, pathc]"],
      [issueForm, forms[0] ?? "", "description:", "about:"],
      [issueForm, forms[1] ?? "", "labels:", "lables:"],
      [issueConfig, ".github/ISSUE_TEMPLATE/config.yml", "url:", "link:"],
      [issueConfig, ".github/ISSUE_TEMPLATE/config.yml", "blank_issues_enabled: true", "blank_issues_enabled: perhaps"],
    ];
    const values = slips.map(([type, path, right, wrong]) => ({ type, value: parse((textsOf(path)[0] ?? "").replace(right, wrong)) as unknown }));
    expect(new Set(typeMismatches(values).map(({ at }) => at))).toEqual(new Set(slips.keys()));
  });
});

describe("By their reference documentation", () => {
  const kinds: { what: string; is: ValidateFunction; path: string; read: (text: string) => unknown; slips: [string, string][] }[] = [
    ...forms.map((path) => ({ what: "the fields of an issue form", is: isFormBody, path, read: (yaml: string) => (parse(yaml) as { body: unknown }).body, slips: [["textarea", "textfield"], ["label:", "title:"], ["required: true", "required: yes"]] as [string, string][] })),
    { what: "the dev container", is: isDevContainer, path: ".devcontainer/devcontainer.json", read: JSON.parse, slips: [["postCreateCommand", "postCreate"], ["notify", "tell"], ["    3000\n", '    "3000"\n'], ["dbaeumer.vscode-eslint", "eslint"]] },
    { what: "the blueprint", is: isBlueprint, path: "render.yaml", read: parse, slips: [["runtime: node", "env: node"], ["plan: free", "plan: gratis"], ["healthCheckPath", "healthcheckPath"], ["connectionString", "url"], ['"17"', "17th"]] },
  ];

  test.each(kinds)("$what is valid in every project, and each mistake is found: $path", ({ is, path, read, slips }) => {
    expect(textsOf(path).length).toBeGreaterThan(0);
    for (const text of textsOf(path)) expect(is(read(text)), JSON.stringify(is.errors)).toBe(true);
    for (const [right, wrong] of slips) expect(is(read((textsOf(path)[0] ?? "").replace(right, wrong))), wrong).toBe(false);
  });
});

describe.skipIf(process.env.TEST_ALL !== "1")("By their schemas on the internet", () => {
  const kinds = [
    { what: "the dev container", address: addresses.devContainer, path: ".devcontainer/devcontainer.json", read: JSON.parse as (text: string) => unknown },
    { what: "the blueprint", address: addresses.blueprint, path: "render.yaml", read: parse },
  ];

  test.for(kinds)("$what is valid in every project: $path", { timeout: 60_000 }, async ({ address, path, read }, { skip }) => {
    const fits = (await schemaAt(address)) ?? skip(`${address} does not answer.`);
    for (const text of textsOf(path)) expect(fits(read(text)), JSON.stringify(fits.errors)).toBe(true);
  });
});

test("a downloaded schema is applied in its own dialect, and is undefined if the address does not answer", async () => {
  const server = createServer(({ url = "" }, answer) => {
    const schema = { $schema: `https://json-schema.org/draft/${url.slice(1)}/schema`, properties: { ports: { prefixItems: [{ type: "integer" }] } } };
    answer.end(JSON.stringify(schema));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const verdicts = await Promise.all(["2019-09", "2020-12"].map(async (dialect) => (await schemaAt(`${address}/${dialect}`))?.({ ports: ["x"] })));
  expect(verdicts).toEqual([true, false]); // `prefixItems` exists since 2020-12.
  await new Promise((resolve) => server.close(resolve));
  expect(await schemaAt(address)).toBeUndefined();
});
