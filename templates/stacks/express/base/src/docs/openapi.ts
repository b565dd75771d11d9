// The description of the API, made from the same schemas that check requests: it cannot say anything else.
import { STATUS_CODES } from "node:http";
import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { about } from "./about.ts";

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

export interface Route {
  /** "GET /api/books/{id}" */
  route: string;
  id: string;
  summary: string;
  tag: string;
  signedIn?: boolean;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** the status and shape of success; without a shape the answer is empty */
  ok: [status: number, schema?: z.ZodType];
  /** what else can go wrong, beside what follows from the lines above */
  problems?: number[];
}

/** Adds one route to the description. */
export function document({ route, id, summary, tag, signedIn, params, query, body, ok, problems = [] }: Route): void {
  const [method = "", path = ""] = route.split(" ");
  const refusals = [params && [404, 422], query && [422], body && [400, 413, 415, 422], signedIn && [401], signedIn && params && [403]];
  const statuses = [...refusals.flatMap((list) => list || []), ...problems, 429, 503];
  registry.registerPath({
    method: method.toLowerCase() as RouteConfig["method"],
    path,
    operationId: id,
    summary,
    tags: [tag],
    security: signedIn ? [{ [bearer.name]: [] }] : [],
    request: { params, query, body: body && { required: true, content: { "application/json": { schema: body } } } },
    responses: {
      [ok[0]]: answer(ok[0], "application/json", ok[1]),
      ...Object.fromEntries(statuses.map((status) => [status, answer(status, "application/problem+json", problem)])),
    },
  });
}

function answer(status: number, type: string, schema?: z.ZodType) {
  return { description: STATUS_CODES[status] ?? "", content: schema && { [type]: { schema } } };
}

/** The whole description, as OpenAPI 3.1. */
export function describeApi() {
  const generator = new OpenApiGeneratorV31(registry.definitions);
  return generator.generateDocument({ openapi: "3.1.0", info: about, servers: [{ url: "/" }] });
}
