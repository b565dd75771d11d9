// The description of the API, made from the same schemas that check requests: it cannot say anything else.
import { STATUS_CODES } from "node:http";
import { OpenApiGeneratorV31, OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import express, { Router } from "express";
// From a file of its own: the package itself would load all of Swagger UI, which only browsers need.
import absolutePath from "swagger-ui-dist/absolute-path.js";
import { z } from "zod";
import { about } from "./about.js";

const registry = new OpenAPIRegistry();
const bearer = registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });

const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

/** Adds one route to the description. Its `problems` are added to those that follow from what it takes. */
export function document(described) {
  const { route, id, summary, tag, params, query, body, ok, problems = [] } = described;
  const [method, path] = route.split(" ");
  const refusals = [params && [404, 422], query && [422], body && [400, 413, 415, 422]].flatMap((statuses) => statuses ?? []);
  if (described.signedIn) refusals.push(401, ...(params === undefined ? [] : [403]));
  registry.registerPath({
    method: method.toLowerCase(),
    path,
    operationId: id,
    summary,
    tags: [tag],
    security: described.signedIn ? [{ [bearer.name]: [] }] : undefined,
    request: { params, query, body: body && { required: true, content: { "application/json": { schema: body } } } },
    responses: {
      [ok[0]]: answer(ok[0], "application/json", ok[1]),
      ...Object.fromEntries([...refusals, ...problems, 429, 503].map((status) => [status, answer(status, "application/problem+json", problem)])),
    },
  });
}

function answer(status, type, schema) {
  return { description: STATUS_CODES[status], content: schema && { [type]: { schema } } };
}

export const docs = Router();

// GET /openapi.json
docs.get("/openapi.json", (req, res) => {
  const info = { openapi: "3.1.0", info: about, servers: [{ url: "/" }], security: [] };
  res.json(new OpenApiGeneratorV31(registry.definitions).generateDocument(info));
});

// What the page at /docs is drawn with.
docs.use("/docs/assets", express.static(absolutePath(), { index: false }));
