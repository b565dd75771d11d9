// Domains: in common ideas of courses, the project's own checks pass on both databases, and each kind of user can do exactly
// what the table in README says.
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Resource } from "../../src/project/resource/resource.ts";
import { startRoomyApp, type App } from "../support/app.ts";
import { domains, draftOfDomain, projectOfDomain, type Domain } from "../support/domains.ts";
import { folderForThisFile } from "../support/folders.ts";
import { ask, logIn, newcomer } from "../support/http.ts";
import { installed } from "../support/install.ts";
import { operationsOf, type Description } from "../support/openapi.ts";
import { hasPostgres, newDatabase, sql } from "../support/postgres.ts";
import { inputFor, pathOf, type Api, type Row } from "../support/rows.ts";
import { npmRun } from "../support/run-npm.ts";
import { seededDatabase } from "../support/seeded-database.ts";
import { demo } from "../support/visitor.ts";

const folder = folderForThisFile();
const languages = ["ts", "js"];
const all = (Object.keys(domains) as Domain[]).flatMap((domain) => languages.map((language) => ({ domain, language })));
const sample = all.filter(({ domain, language }) => domain === (language === "ts" ? "orders" : "inventory"));

const whole = process.env.TEST_ALL === "1";

describe.each(whole ? all : sample)("$domain in $language", ({ domain, language }) => {
  const project = projectOfDomain(domain, language);
  let repo: string;
  let readme: string;
  let app: App;
  /** a server, on which roles can be changed while the app runs */
  let url: string | undefined;
  let api: Api;
  let description: Description;

  beforeAll(async () => {
    const draft = await draftOfDomain(project);
    readme = draft.get("README.md") ?? "";
    repo = installed(draft, join(folder, domain, language));
    url = hasPostgres() ? await seededDatabase(repo) : undefined;
    app = await startRoomyApp(repo, { env: url === undefined ? {} : { DATABASE_URL: url } });
    api = { url: app.url, resources: project.resources };
    description = (await ask(app, "GET /openapi.json")).body as Description;
    return () => app.stop();
  });

  // In the sample, its tests run on one database in each language.
  test.each(["lint", ...(language === "ts" ? ["typecheck"] : []), ...(whole || language === "ts" || !hasPostgres() ? ["test"] : [])])("passes its own %s", async (script) => {
    const { exitCode, output } = await npmRun(repo, script);
    expect(exitCode, output).toBe(0);
  });

  test.runIf(hasPostgres() && (whole || language === "js"))("passes its own tests on a PostgreSQL server", async () => {
    const { exitCode, output } = await npmRun(repo, "test", { env: { TEST_DATABASE_URL: await newDatabase() } });
    expect(exitCode, output).toBe(0);
  });

  test("allows each kind of user exactly what README says", async () => {
    const found: string[] = [];
    const forbidden = new Set<string>();
    const admins = project.resources.some(({ access }) => access === "admin");
    for (const resource of project.resources) {
      const path = pathOf(resource);
      const routes = operationsOf(description).filter((route) => route.split(" ")[1]?.replace("/{id}", "") === path);
      expect(routes.length, path).toBe(5);
      const owner = await newcomer(app);
      const people = [undefined, (await newcomer(app)).token, owner.token, ...(admins ? [await adminsToken()] : [])];
      const cells: string[] = [];
      for (const token of people) cells.push(await canDo({ api, resource, token, routes, forbidden, row: await rowOf(resource, owner) }));
      found.push(`| ${resource.plural.sentence} | ${cells.join(" | ")} |`);
    }
    const table = /### Who can do what\n\n.*\n.*\n((?:\|.*\n)+)/.exec(readme)?.[1]?.trim().split("\n");
    expect(found).toEqual(table);
    expect([...forbidden].sort(), "the routes whose description names 403").toEqual(routesWith403());
  });

  /** The routes of the resources that say in the description that they can answer 403. */
  function routesWith403(): string[] {
    const paths = project.resources.flatMap((resource) => [pathOf(resource), `${pathOf(resource)}/{id}`]);
    const operations = paths.flatMap((path) => Object.entries(description.paths[path] ?? {}).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })));
    return operations.filter(({ operation }) => "403" in operation.responses).map(({ route }) => route).sort();
  }

  /** The token of a new admin; without a server, of the only one that there is. */
  async function adminsToken(): Promise<string> {
    if (url === undefined) return logIn(app, demo.email, demo.password);
    const { token, email } = await newcomer(app);
    const { exitCode, output } = await npmRun(repo, "user:role", { args: [email, "admin"], env: { DATABASE_URL: url } });
    expect([exitCode, output]).toEqual([0, `The account ${email} has the role admin.`]);
    return token;
  }

  /** The id of a new row of this owner, who is an admin meanwhile if only admins may write and there is a server. */
  async function rowOf(resource: Resource, { token, email }: { token: string; email: string }): Promise<number> {
    const forAdmins = resource.access === "admin";
    const setRole = async (role: string) => forAdmins && url !== undefined && (await sql(url, `update users set role = '${role}' where email = '${email}'`));
    await setRole("admin");
    const writer = forAdmins && url === undefined ? await adminsToken() : token;
    const { status, body } = await ask(api, `POST ${pathOf(resource)}`, { token: writer, body: await inputFor(api, resource, writer) });
    expect(status).toBe(201);
    await setRole("member");
    return (body as { id: number }).id;
  }
});

interface Attempt {
  api: Api;
  resource: Api["resources"][number];
  /** undefined without a login */
  token: string | undefined;
  /** the id of the row */
  row: number;
  routes: string[];
  /** collects the routes that answered 403 */
  forbidden: Set<string>;
}

/** What a user can do with a row, tried with every route of the description: "read, create". */
async function canDo({ api, resource, token, row: id, routes, forbidden }: Attempt): Promise<string> {
  const done = new Map<string, boolean>();
  for (const route of routes.toSorted((a, b) => order(a) - order(b))) {
    const word = wordFor(route);
    const sent = route.startsWith("POST") && token !== undefined ? await inputFor(api, resource, token) : {};
    const hasBody = /^(POST|PATCH)/.test(route);
    const answer = await ask(api, route.replace("{id}", String(id)), { token, body: hasBody ? sent : undefined });
    if (answer.status === 403) forbidden.add(route);
    const worked = answer.status < 300 && (route.includes("{id}") || word === "create" || idsIn(answer.body).includes(id));
    expect(worked || [200, 401, 403, 404].includes(answer.status), `${route}: ${answer.status} ${answer.text}`).toBe(true);
    // A hidden row is hidden everywhere: a user who does not see it in a list cannot read it alone.
    if (done.has(word)) expect(worked, route).toBe(done.get(word));
    done.set(word, worked);
  }
  const words = [...done].filter(([, worked]) => worked).map(([word]) => word);
  return words.join(", ") || "nothing";
}

const words = ["GET", "POST", "PATCH", "DELETE"];

function order(route: string): number {
  return words.indexOf(route.split(" ")[0] ?? "");
}

function wordFor(route: string): string {
  return ["read", "create", "change", "delete"][order(route)] ?? "";
}

function idsIn(body: unknown): unknown[] {
  return (body as { data: Row[] }).data.map((row) => row.id);
}
