// An app's description of itself, and whether what it answers fits.
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { expect } from "vitest";
import { ask, type Answer } from "./http.ts";

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
}

export interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

// The types of ajv-formats describe CommonJS: what is imported here is the function itself.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;

/** `ask`, but every answer is checked against the app's own description. */
export async function askTruthfully(app: { url: string }): Promise<typeof ask> {
  const description = (await ask(app, "GET /openapi.json")).body as Description;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(description, "api");
  return async (asked, route, question) => {
    const answer = await ask(asked, route, question);
    checkAnswer(ajv, description, route, answer);
    return answer;
  };
}

/** Every "GET /api/books/{id}" of a description. */
export function operationsOf({ paths }: Description): string[] {
  return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
}

function checkAnswer(ajv: Ajv2020, { paths }: Description, route: string, answer: Answer): void {
  const [method = "", address = ""] = route.toLowerCase().split(" ");
  const path = Object.keys(paths).find((known) => new RegExp(`^${known.toLowerCase().replace(/\{\w+\}/g, "[^/?]+")}$`).test(address.split("?")[0] ?? ""));
  const operation = path === undefined ? undefined : paths[path]?.[method];
  if (path === undefined || operation === undefined) return;
  const response = operation.responses[answer.status];
  expect(response, `${route} answered ${answer.status}, which its description does not name`).toBeDefined();
  const type = answer.headers.get("content-type")?.split(";")[0];
  if (response?.content === undefined) return expect(answer.text, `${route} ${answer.status} should have no body`).toBe("");
  expect(Object.keys(response.content)).toContain(type);
  const pointer = ["paths", path, method, "responses", answer.status, "content", type, "schema"].map((part) => encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
  const check = ajv.compile({ $ref: `api#/${pointer}` });
  expect(check(answer.body), `${route} ${answer.status}: ${ajv.errorsText(check.errors)} in ${answer.text.slice(0, 500)}`).toBe(true);
}
