// Deletions: in common ideas of courses, deleting a row changes the rows that reference it as README says, on both databases.
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import type { Field, Resource } from "../../src/project/resource/resource.ts";
import { derivationFor } from "../../src/render/derivation.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { targetOf } from "../../src/render/view/reference-target.ts";
import { startRoomyApp } from "../support/app.ts";
import { domains } from "../support/domains.ts";
import { folderForThisFile } from "../support/folders.ts";
import { ask, logIn } from "../support/http.ts";
import { installed } from "../support/install.ts";
import { hasPostgres } from "../support/postgres.ts";
import { inputFor, keyOf, makeRow, pathOf, type Api, type Row } from "../support/rows.ts";
import { seededDatabase } from "../support/seeded-database.ts";
import { startValidatingProxy, type ValidatingProxy } from "../support/validating-proxy.ts";
import { demo } from "../support/visitor.ts";

const catalog = openCatalog();
const folder = folderForThisFile();
const all = [...Object.keys(domains), "our idea"].flatMap((domain) => ["ts", "js"].map((language) => ({ domain, language })));
const sample = [{ domain: "our idea", language: "ts" }, { domain: "inventory", language: "js" }];

describe.each(process.env.TEST_ALL === "1" ? all : sample)("$domain in $language", ({ domain, language }) => {
  const project = projectOf(domain, language);
  const apis: Api[] = [];
  const proxies: ValidatingProxy[] = [];
  let readme: string;

  beforeAll(async () => {
    const draft = renderProject({ project, version: "0.0.0", derivation: await derivationFor(project) });
    readme = draft.get("README.md") ?? "";
    const repo = installed(draft, join(folder, domain, language));
    const environments: Record<string, string>[] = [{}, ...(hasPostgres() ? [{ DATABASE_URL: await seededDatabase(repo) }] : [])];
    const apps = await Promise.all(environments.map((env) => startRoomyApp(repo, { env })));
    proxies.push(...(await Promise.all(apps.map(startValidatingProxy))));
    apis.push(...proxies.map(({ url }) => ({ url, resources: project.resources })));
    return () => Promise.all(apps.map((app, at) => (proxies[at]?.close(), app.stop())));
  });

  test("deleting a row deletes, clears or refuses references as README says, with documented status codes", async () => {
    const table = /\| Deleting \|.*\n.*\n((?:\|.*\n)+)/.exec(readme)?.[1]?.trim().split("\n") ?? [];
    const refers = project.resources.some(({ fields }) => fields.some(({ ref }) => ref !== undefined && ref !== "user"));
    expect(table.length > 0, "README has a table where a resource refers to another").toBe(refers);
    for (const api of apis) expect(await deletionsIn(api)).toEqual(table.map((row) => row.replace(/,? even [^|]*\|/, " |")));
    for (const proxy of proxies) expect(proxy.complaints()).toEqual([]);
  });
});

/** The table of deletions, measured with one row and another that references it, for each reference. */
async function deletionsIn(api: Api): Promise<string[]> {
  const found: string[] = [];
  for (const target of api.resources) {
    for (const pointing of api.resources) {
      for (const field of pointing.fields.filter(({ ref }) => ref === target.singular.kebab)) {
        const { article, singular } = targetOf(target);
        found.push(`| ${article} ${singular.words} | ${await deletion(api, { target, pointing, field })} |`);
      }
    }
  }
  return found;
}

/** All rows belong to the user of the examples, who is also an admin. */
async function deletion(api: Api, { target, pointing, field }: { target: Resource; pointing: Resource; field: Field }): Promise<string> {
  const token = await logIn(api, demo.email, demo.password);
  const { id } = (await makeRow(api, target, token)).body as Row;
  const made = await ask(api, `POST ${pathOf(pointing)}`, { token, body: { ...(await inputFor(api, pointing, token)), [keyOf(field)]: id } });
  expect(made.status, made.text).toBe(201);
  const { status } = await ask(api, `DELETE ${pathOf(target)}/${String(id)}`, { token });
  const left = await ask(api, `GET ${pathOf(pointing)}/${String((made.body as Row).id)}`, { token });
  const [many, role, pointsTo] = [pointing.plural.words, field.name.words, (left.body as Row)[keyOf(field)]];
  if (left.status === 404) return `deletes the ${many} whose ${role} it is`;
  expect([status, pointsTo]).toEqual(status === 409 ? [409, id] : [204, null]);
  return status === 409 ? `is refused while it is the ${role} of ${many}` : `clears the ${role} of ${many}`;
}

function projectOf(domain: string, language: string) {
  const resources = (domains as Record<string, string[]>)[domain];
  const idea = catalog.ideas.get(resources === undefined ? "todo" : "api");
  if (idea === undefined) throw new Error("There is no idea for this.");
  const answers = answersFor({ said: { folder: "deletions", author: "Ann", language, resources }, idea, catalog });
  return createProject({ answers, created: "2026-11-22", catalog });
}
