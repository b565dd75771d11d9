// OpenAPI: the description of the API, built from the same schemas that check requests.
import { STATUS_CODES } from "node:http";
import { join } from "node:path";
import express, { Router } from "express";
// The package's main file would load all of Swagger UI, which only browsers need.
import absolutePath from "swagger-ui-dist/absolute-path.js";
import { z } from "zod";
import { config } from "../config.js";
import { about } from "./about.js";

const errors = z.array(z.strictObject({ field: z.string(), message: z.string() })).optional();
const problem = z
  .strictObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), errors })
  .meta({ id: "Problem" });

// Filled by document(), route by route.
const paths = {};
const components = { schemas: {}, securitySchemes: { bearer: { type: "http", scheme: "bearer" } } };

/** Adds a route, such as "GET /health". `problems` are added to those that follow from its input. */
export function document(route, operationId, summary, described) {
  const [method, path] = route.split(" ");
  const { tag, params, query, body, example, signedIn, ok, problems = [] } = described;
  const failures = [...problems];
  if (params) failures.push(400, 404, 422);
  if (query) failures.push(422);
  if (body) failures.push(400, 413, 415, 422);
  if (signedIn) failures.push(401);
  // Routes of the API have a rate limit and use the database.
  if (path.startsWith("/api/")) failures.push(429, 503);
  const responses = { [ok[0]]: answer(ok[0], "application/json", ok[1]) };
  for (const status of failures) responses[status] = answer(status, "application/problem+json", problem);
  paths[path] ??= {};
  paths[path][method.toLowerCase()] = {
    operationId,
    summary,
    tags: [tag],
    parameters: [...parameters("path", params), ...parameters("query", query)],
    security: signedIn ? [{ bearer: [] }] : [],
    requestBody: body && {
      required: true,
      content: { "application/json": { schema: jsonSchema(body), example } },
    },
    responses,
  };
}

function answer(status, type, schema) {
  const content = schema && { [type]: { schema: jsonSchema(schema, "output") } };
  return { description: STATUS_CODES[status], content };
}

function parameters(place, schema = z.object({})) {
  const { properties = {}, required = [] } = jsonSchema(schema);
  return Object.entries(properties).map(([name, schema]) => (
    { name, in: place, required: place === "path" || required.includes(name), explode: false, schema }
  ));
}

/** A zod schema as JSON Schema. One with an id is stored in `components` and referenced. */
function jsonSchema(schema, io = "input") {
  // zod references a schema only from inside another one, here a list. OpenAPI stores such schemas elsewhere.
  const text = JSON.stringify(z.toJSONSchema(z.array(schema), { io, override: removePattern }));
  const list = JSON.parse(text.replaceAll("#/$defs/", "#/components/schemas/"));
  Object.assign(components.schemas, list.$defs);
  return list.items;
}

/** Removes a pattern next to a format: Swagger UI does not know the flag `u`, and reads \p{L} as "p". */
function removePattern({ jsonSchema }) {
  if (jsonSchema.format !== undefined || jsonSchema.pattern?.includes("\\p{")) delete jsonSchema.pattern;
}

export const docs = Router();

// GET /openapi.json
docs.get("/openapi.json", (req, res) => {
  const servers = [{ url: config.SITE_URL ?? "/" }];
  res.json({ openapi: "3.1.0", info: about, servers, security: [], paths, components });
});

// GET /docs
docs.get("/docs", (req, res) => {
  // express.static answers "/docs" with the same file, but not "/docs/".
  res.sendFile(join(import.meta.dirname, "../../public/docs.html"));
});

// The files that the page loads.
docs.use("/docs/assets", express.static(absolutePath(), { index: false }));
