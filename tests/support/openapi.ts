// OpenAPI description: the document of an app at /openapi.json.

export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  schema: { type?: string; items?: { enum: string[] } };
}

type Content = Record<string, { schema: object; example?: unknown }>;

export interface Operation {
  operationId: string;
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}

export interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

/** Every "GET /api/books/{id}" of a description. */
export function operationsOf({ paths }: Description): string[] {
  return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
}
