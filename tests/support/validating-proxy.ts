// Validating proxy: checks every request to an app and every response against the app's OpenAPI description.
import { createServer, request as forward, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { ask } from "./http.ts";
import type { Description, Operation, Parameter } from "./openapi.ts";

export interface ValidatingProxy {
  url: string;
  port: number;
  /** mismatches so far; empties the list */
  complaints(): string[];
  close(): void;
}

interface Message {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Matched {
  route: string;
  operation: Operation | undefined;
  params: Record<string, string>;
}

// The types of ajv-formats describe CommonJS: this import is the function itself.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;

/** Paths of files and of the documentation, which are not part of the description. */
const undescribed = /^\/(docs(\/.*)?|openapi\.json|style\.css|icon\.svg|docs\.js)?$/;

export async function startValidatingProxy(app: { url: string; port: number }): Promise<ValidatingProxy> {
  const description = (await ask(app, "GET /openapi.json")).body as Description;
  const judge = new Judge(description);
  const complaints: string[] = [];
  const server = createServer((req, res) => {
    void (async () => {
      const body = await bodyOf(req);
      const answer = await pass(app.port, req, body);
      complaints.push(...judge.complaints(req, body, answer));
      res.writeHead(answer.status, answer.headers).end(answer.body);
    })().catch((error: unknown) => {
      complaints.push(`${req.method} ${req.url}: ${String(error)}`);
      res.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    complaints: () => complaints.splice(0),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

class Judge {
  readonly #description: Description;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #checks = new Map<object, ValidateFunction>();

  constructor(description: Description) {
    this.#description = description;
    addFormats(this.#ajv);
    this.#ajv.addSchema(description, "api");
  }

  /** Parts of an accepted request, or of its response, that the description does not allow. */
  complaints({ method = "", url = "", headers }: IncomingMessage, body: Buffer, answer: Message): string[] {
    const [path = "", search = ""] = url.split("?");
    const { route, operation, params } = this.#match(method === "HEAD" ? "GET" : method, path);
    const about = (text: string) => `${method} ${url} -> ${answer.status}: ${text}`;
    if (operation === undefined) return answer.status < 400 && method !== "OPTIONS" && !undescribed.test(path) ? [about("is not described")] : [];
    if (method === "OPTIONS") return [];
    const wrong = this.#wrongAnswer(operation, answer, method === "HEAD");
    if (answer.status < 400) wrong.push(...this.#wrongRequest(operation, { params, search, headers, body }));
    return wrong.map((text) => about(`${route}: ${text}`));
  }

  #match(method: string, path: string): Matched {
    for (const [known, operations] of Object.entries(this.#description.paths)) {
      const names = [...known.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      const found = new RegExp(`^${known.replace(/\{\w+\}/g, "([^/]+)")}/?$`, "i").exec(path);
      if (found !== null) return { route: known, operation: operations[method.toLowerCase()], params: Object.fromEntries(names.map((name, at) => [name, decoded(found[at + 1] ?? "")])) };
    }
    return { route: "", operation: undefined, params: {} };
  }

  #wrongAnswer({ responses }: Operation, { status, headers, body }: Message, isHead: boolean): string[] {
    const response = responses[status];
    if (response === undefined) return ["the description does not name this status"];
    if (isHead) return [];
    if (response.content === undefined) return body.length === 0 ? [] : ["there should be no body"];
    const type = headers["content-type"]?.split(";")[0] ?? "";
    const content = response.content[type];
    if (content === undefined) return [`the type ${type} is not described`];
    return this.#errors(content.schema, JSON.parse(body.toString()), "the answer");
  }

  #wrongRequest(operation: Operation, { params, search, headers, body }: { params: Record<string, string>; search: string; headers: IncomingHttpHeaders; body: Buffer }): string[] {
    const query = new URLSearchParams(search);
    const known = operation.parameters ?? [];
    const wrong = known.flatMap((parameter) => this.#wrongParameter(parameter, parameter.in === "path" ? [params[parameter.name] ?? ""] : query.getAll(parameter.name)));
    const asksQuery = known.some((parameter) => parameter.in === "query");
    for (const name of query.keys()) if (asksQuery && !known.some((parameter) => parameter.in === "query" && parameter.name === name)) wrong.push(`?${name} is not described`);
    if ((operation.security ?? []).length > 0 && headers.authorization === undefined) wrong.push("nobody had to log in");
    const content = operation.requestBody?.content["application/json"];
    if (content === undefined) return wrong;
    if (!/^application\/json\b/.test(headers["content-type"] ?? "")) return [...wrong, `a body of type ${headers["content-type"]} was taken`];
    return [...wrong, ...this.#errors(content.schema, JSON.parse(body.toString()), "the body")];
  }

  #wrongParameter({ name, required, schema }: Parameter, given: string[]): string[] {
    if (given.length === 0) return required ? [`${name} is missing`] : [];
    if (given.length > 1) return [`${name} came ${given.length} times`];
    return this.#errors(schema, typed(given[0] ?? "", schema), name);
  }

  #errors(schema: object, value: unknown, what: string): string[] {
    let check = this.#checks.get(schema);
    if (check === undefined) {
      // References point into the whole description.
      check = this.#ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
      this.#checks.set(schema, check);
    }
    return check(value) ? [] : [`${what}: ${this.#ajv.errorsText(check.errors)} in ${JSON.stringify(value).slice(0, 300)}`];
  }
}

/** A value from a path or query, converted to its type in the description. */
function typed(text: string, { type }: { type?: string }): unknown {
  if (type === "array") return text.split(",");
  const isNumber = (type === "integer" && /^-?\d+$/.test(text)) || (type === "number" && /^-?\d+(\.\d+)?$/.test(text));
  if (isNumber) return Number(text);
  return type === "boolean" && /^(true|false)$/.test(text) ? text === "true" : text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // The app refuses it, so it needs no value.
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Forwards the request unchanged. */
function pass(port: number, { method, url, rawHeaders }: IncomingMessage, body: Buffer): Promise<Message> {
  return new Promise((resolve, reject) => {
    const sent = forward({ host: "127.0.0.1", port, method, path: url, headers: rawHeaders as unknown as IncomingHttpHeaders, setHost: false }, (answer) => {
      bodyOf(answer).then((text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }), reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
