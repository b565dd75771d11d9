// What a generated API says about itself is valid, complete and true. (That its answers fit is checked in http.test.ts, at every answer.)
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { beforeAll, describe, expect, test } from "vitest";
import { startRoomyApp, type App } from "../support/app.ts";
import { ask } from "../support/http.ts";
import { repoForThisFile } from "../support/install.ts";
import { operationsOf, type Description } from "../support/openapi.ts";
import { projectOf, repoNames } from "../support/repos.ts";

// Matters of taste; and an owner's own words may hold "<script>", which a page must show and not run: see pages.test.ts.
const taste = { "no-unsafe-markdown": "off", "info-license": "off", "info-contact": "off", "no-server-example.com": "off", "operation-4xx-response": "off" } as const;

describe.each(repoNames)("The description of the API %s", (name) => {
  const repo = repoForThisFile(name);
  let app: App;
  let description: Description;

  beforeAll(async () => {
    app = await startRoomyApp(repo);
    description = (await ask(app, "GET /openapi.json")).body as Description;
    return () => app.stop();
  });

  test("is OpenAPI 3.1 in which a linter finds nothing", async () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    const config = await createConfig({ extends: ["recommended"], rules: taste });
    const problems = await lintFromString({ source: JSON.stringify(description), absoluteRef: "/openapi.json", config });
    expect(problems.map(({ severity, ruleId, message, location }) => `${severity} ${ruleId} at ${location[0]?.pointer}: ${message}`)).toEqual([]);
  });

  test("names the project as it was named", () => {
    expect(description).toMatchObject({ info: { title: projectOf(name).title } });
  });

  test("has every route that stands in the code, and no other", () => {
    const written = [...routesIn(join(repo, "src"))].filter((route) => / \/(api\/|health|ready)/.test(route));
    expect(written.length).toBeGreaterThan(5);
    expect(operationsOf(description).sort()).toEqual(written.sort());
  });

  test("has another name for every operation", () => {
    const names = Object.values(description.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(names.length).toBe(new Set(names).size);
    for (const operationId of names) expect(operationId).toMatch(/^[a-zA-Z]+[a-zA-Z0-9]*$/);
  });

  test("has a route behind every operation, and none behind any other method", async () => {
    for (const [path, methods] of Object.entries(description.paths)) {
      const address = path.replace(/\{\w+\}/g, "2000000000");
      for (const method of ["get", "post", "put", "patch", "delete"]) {
        const { status, text } = await ask(app, `${method.toUpperCase()} ${address}`);
        expect(status === 405 || (status === 404 && text.includes("There is nothing at")), `${method} ${path} answered ${status}`).toBe(!(method in methods));
      }
    }
  });
});

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
