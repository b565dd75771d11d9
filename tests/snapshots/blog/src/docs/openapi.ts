// OpenAPI: the description of the API, made from the same schemas that check requests.
import { STATUS_CODES } from "node:http";
import { fileURLToPath } from "node:url";
import express, { Router } from "express";
// From a file of its own: the package itself would load all of Swagger UI, which only browsers need.
import absolutePath from "swagger-ui-dist/absolute-path.js";
import { z } from "zod";
import { about } from "./about.ts";

export interface Route {
  /** "GET /health" */
  route: string;
  id: string;
  summary: string;
  tag: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** the status and shape of success; without a shape the answer is empty */
  ok: [status: number, schema?: z.ZodType];
  problems?: number[];
}

const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

// Filled by document(), route by route.
const paths: Record<string, Record<string, object>> = {};
const components = {
  schemas: {},
};

/** Adds one route to the description. Its `problems` are added to those that follow from what it takes. */
export function document(described: Route): void {
  const { route, id, summary, tag, params, query, ok: [status, schema] } = described;
  const [method, path] = route.split(" ") as [string, string];
  const responses = { [status]: answer(status, "application/json", schema) };
  for (const code of problemsOf(described)) responses[code] = answer(code, "application/problem+json", problem);
  paths[path] ??= {};
  paths[path][method.toLowerCase()] = {
    operationId: id,
    summary,
    tags: [tag],
    parameters: [...parameters("path", params), ...parameters("query", query)],
    responses,
  };
}

/** The statuses that a route can fail with. */
function problemsOf(described: Route): number[] {
  const statuses = [...(described.problems ?? [])];
  if (described.params) statuses.push(400, 404, 422);
  if (described.query) statuses.push(422);
  // The API is limited, and asks the database.
  if (described.route.includes(" /api/")) statuses.push(429, 503);
  return statuses;
}

function answer(status: number, type: string, schema?: z.ZodType) {
  return { description: STATUS_CODES[status]!, content: schema && { [type]: { schema: jsonSchema(schema, "output") } } };
}

function parameters(place: "path" | "query", schema: z.ZodObject = z.object({})): object[] {
  const { properties = {}, required = [] } = jsonSchema(schema);
  return Object.entries(properties).map(([name, schema]) => (
    { name, in: place, required: place === "path" || required.includes(name), schema }
  ));
}

/** A schema in the words of JSON Schema. One with an id is kept in `components` and referred to. */
function jsonSchema(schema: z.ZodType, io: "input" | "output" = "input"): z.core.JSONSchema.ObjectSchema {
  // zod refers to a schema only from inside another one: here from a list. OpenAPI has another place for what is referred to.
  const text = JSON.stringify(z.toJSONSchema(z.array(schema), { io, override: leavePatterns }));
  const { items, $defs } = JSON.parse(text.replaceAll("#/$defs/", "#/components/schemas/")) as z.core.JSONSchema.Schema;
  Object.assign(components.schemas, $defs);
  return items as z.core.JSONSchema.ObjectSchema;
}

/** A format says it all, and Swagger UI knows no flag `u`: to it, \p{L} would be the letter "p". */
function leavePatterns({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined || jsonSchema.pattern?.includes("\\p{")) delete jsonSchema.pattern;
}

export const docs = Router();

// GET /openapi.json
docs.get("/openapi.json", (req, res) => {
  res.json({ openapi: "3.1.0", info: about, servers: [{ url: "/" }], security: [], paths, components });
});

// GET /docs
docs.get("/docs", (req, res) => {
  // Without a slash at the end, express.static has answered already.
  res.sendFile(fileURLToPath(new URL("../../public/docs.html", import.meta.url)));
});

// What that page is drawn with.
docs.use("/docs/assets", express.static(absolutePath(), { index: false }));
