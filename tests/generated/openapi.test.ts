// OpenAPI: the description of a generated API is valid, complete and true. http.test.ts checks requests and responses.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { FieldType } from "../../src/catalog/field-types.ts";
import { startRoomyApp, type App } from "../support/app.ts";
import { ask } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { operationsOf, type Description } from "../support/openapi.ts";
import { hasPostgres, newDatabase } from "../support/postgres.ts";
import { projectOf, repoNames } from "../support/repos.ts";
import { keyOf } from "../support/rows.ts";

// Rules of taste are off. A title or description may contain "<script>", which a page must show and not run: see pages.test.ts.
const taste = { "no-unsafe-markdown": "off", "info-license": "off", "info-contact": "off", "no-server-example.com": "off", "operation-4xx-response": "off" } as const;

describe.each(repoNames)("The description of the API %s", (name) => {
  const repo = seededRepoForThisFile(name);
  let app: App;
  let description: Description;

  beforeAll(async () => {
    app = await startRoomyApp(repo);
    description = (await ask(app, "GET /openapi.json")).body as Description;
    return () => app.stop();
  });

  test("is valid OpenAPI 3.1 without linter findings", async () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    const config = await createConfig({ extends: ["recommended"], rules: taste });
    const problems = await lintFromString({ source: JSON.stringify(description), absoluteRef: "/openapi.json", config });
    expect(problems.map(({ severity, ruleId, message, location }) => `${severity} ${ruleId} at ${location[0]?.pointer}: ${message}`)).toEqual([]);
  });

  test("has the title of the project", () => {
    expect(description).toMatchObject({ info: { title: projectOf(name).title } });
  });

  test("lists exactly the routes in the code", () => {
    const written = [...routesIn(join(repo, "src"))].filter((route) => / \/(api\/|health|ready)/.test(route));
    expect(written.length).toBeGreaterThan(5);
    expect(operationsOf(description).sort()).toEqual(written.sort());
  });

  test("has the type and format of every field", () => {
    for (const { plural, fields } of projectOf(name).resources) {
      const body = description.paths[`/api/${plural.kebab}`]?.post?.requestBody?.content["application/json"]?.schema as { properties: Record<string, Shape> };
      for (const field of fields) {
        const shape = body.properties[keyOf(field)];
        const { type, format } = shape?.anyOf?.[0] ?? shape ?? {};
        expect({ type: [type].flat()[0], format }, keyOf(field)).toMatchObject(shapes[field.type]);
      }
    }
    const parameters = Object.values(description.paths).flatMap((methods) => Object.values(methods).flatMap(({ parameters = [] }) => parameters));
    for (const parameter of parameters.filter((one) => /^(id|page|limit|ownerId)$/.test(one.name))) expect(parameter.schema.type).toBe("integer");
  });

  test("documents 409 only for resources with unique fields", () => {
    for (const { plural, fields, together } of projectOf(name).resources) {
      const unique = together.length > 0 || fields.some((field) => field.unique);
      const [all, one] = [`/api/${plural.kebab}`, `/api/${plural.kebab}/{id}`].map((path) => description.paths[path]);
      expect("409" in (all?.post?.responses ?? {}), plural.kebab).toBe(unique);
      expect("409" in (one?.patch?.responses ?? {}), plural.kebab).toBe(unique);
    }
  });

  test("has only patterns that match with and without the flag u", () => {
    for (const [, pattern = ""] of JSON.stringify(description).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)) {
      const source = JSON.parse(pattern) as string;
      for (const flags of ["", "u"]) expect(new RegExp(source, flags).test("postgresql"), source).toBe(true);
      expect(source).not.toMatch(/\\p\{|\$\/[a-z]*$/);
    }
  });

  test("has only examples that the API accepts", async () => {
    const operations = Object.entries(description.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })));
    const examples = operations.flatMap(({ route, operation }) => ({ route, example: operation.requestBody?.content["application/json"]?.example })).filter(({ example }) => example !== undefined);
    for (const { route, example } of examples) expect((await ask(app, route, { body: example })).status, route).toBe(200);
    expect(examples.map(({ route }) => route)).toEqual(projectOf(name).idea.id === "blog" ? [] : ["POST /api/auth/login"]);
  });

  test.runIf(hasPostgres())("contains no demo login in production", async () => {
    const inProduction = await startRoomyApp(repo, { env: { NODE_ENV: "production", DATABASE_URL: await newDatabase() } });
    expect((await ask(inProduction, "GET /openapi.json")).text).not.toContain("demo");
    await inProduction.stop("SIGKILL");
  });

  test("is shown at /docs and at /docs/", async () => {
    const [page, withSlash] = [await ask(app, "GET /docs"), await ask(app, "GET /docs/")];
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining("swagger-ui") as string });
    expect(withSlash).toMatchObject({ status: 200, text: page.text });
  });

  test("has a different operationId for each operation", () => {
    const names = Object.values(description.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(names.length).toBe(new Set(names).size);
    for (const operationId of names) expect(operationId).toMatch(/^[a-zA-Z]+[a-zA-Z0-9]*$/);
  });

  test("has a working route for each operation, and none for other methods", async () => {
    for (const [path, methods] of Object.entries(description.paths)) {
      const address = path.replace(/\{\w+\}/g, "2000000000");
      for (const method of ["get", "post", "put", "patch", "delete"]) {
        const { status, text } = await ask(app, `${method.toUpperCase()} ${address}`);
        expect(status === 405 || (status === 404 && text.includes("There is nothing at")), `${method} ${path} answered ${status}`).toBe(!(method in methods));
      }
    }
  });
});

interface Shape {
  type?: string | string[];
  format?: string;
  anyOf?: Shape[];
}

/** How each type is described. */
const shapes: Record<FieldType, Shape> = {
  string: { type: "string" },
  text: { type: "string" },
  integer: { type: "integer" },
  decimal: { type: "number" },
  boolean: { type: "boolean" },
  date: { type: "string", format: "date" },
  datetime: { type: "string", format: "date-time" },
  email: { type: "string", format: "email" },
  url: { type: "string", format: "uri" },
  uuid: { type: "string", format: "uuid" },
  enum: { type: "string" },
  json: { type: "object" },
  ref: { type: "integer" },
};

/** The routes of `// GET /api/books/:id`, which stands above every handler. */
function routesIn(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const routes = new Set<string>();
  for (const file of files) {
    const source = readFileSync(join(folder, file), "utf8");
    const comments = [...source.matchAll(/^\/\/ ((?:GET|POST|PATCH|PUT|DELETE) \/\S*)$/gm)];
    const handlers = [...source.matchAll(/^\w+\.(?:get|post|patch|put|delete)\(/gm)];
    expect(handlers.length, `${file} has a handler without its route above it`).toBe(comments.length);
    for (const [, route = ""] of comments) routes.add(route.replace(/:(\w+)/g, "{$1}"));
  }
  return routes;
}
