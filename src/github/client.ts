// Client: sends one request to GitHub's REST API, and reports the failures that any request can have.
import { UserError } from "../user-error.ts";
import { ourName, ourVersion } from "../ourselves.ts";
import type { Host } from "./host.ts";
import type { Login } from "./login.ts";
import { isLimit, tooMany } from "./rate-limit.ts";
import { quoted } from "./secret.ts";
import { TransientError, twice, unreachable } from "./unreachable.ts";

export interface Connection {
  host: Host;
  login: Login;
  stop: AbortSignal;
  /** Milliseconds before a request that failed for the moment is repeated. */
  pause: number;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  /** The route of the next page of a list. */
  next?: string;
}

const patience = 60_000;
const mostCharacters = 20_000_000;

/**
 * Sends a request and returns the answer, also if it refuses the request. Any request but a POST is repeated once after
 * a reset or a server error; a POST may have been carried out without an answer.
 * @param route as in GitHub's documentation: "POST /user/repos"
 * @throws UserError for what every request can meet: no network, a bad token, the rate limit, an outage
 */
export function ask(connection: Connection, route: string, body?: object): Promise<Answer> {
  const asking = () => askOnce(connection, route, body);
  return route.startsWith("POST ") ? asking() : twice(asking, connection);
}

async function askOnce(connection: Connection, route: string, body?: object): Promise<Answer> {
  const response = await send(connection, route, body);
  const found = await objectIn(response, connection);
  const answer = { status: response.status, body: found, next: nextIn(response.headers, connection.host) };
  const problem = refusalOfAll(response, answer, connection);
  if (problem !== undefined) throw problem;
  return answer;
}

/** GitHub's own reason for a refusal. */
export function reasonOf({ body }: Answer, { login }: Connection): string {
  const details = Array.isArray(body.errors) ? (body.errors as unknown[]).map(textOf) : [];
  return quoted([textOf(body), ...details].filter((text) => text !== "").join(" "), login.token);
}

async function send({ host, login, stop }: Connection, route: string, body?: object): Promise<Response> {
  const [method = "GET", path = "/"] = route.split(" ");
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${login.token}`,
    "user-agent": `${ourName}/${ourVersion}`,
    "x-github-api-version": "2022-11-28",
    ...(body && { "content-type": "application/json" }),
  };
  const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)]);
  return orUnreachable({ host, stop }, () =>
    fetch(`${host.api}${path}`, { method, headers, body: body && JSON.stringify(body), signal }),
  );
}

/** Only the path is taken over, so that the token stays with this server. */
function nextIn(headers: Headers, { api }: Host): string | undefined {
  const link = /<([^<>]{1,2000})>; ?rel="next"/.exec(headers.get("link") ?? "")?.[1];
  if (link === undefined || !URL.canParse(link)) return undefined;
  const [{ pathname, search }, base] = [new URL(link), new URL(api).pathname];
  return `GET ${base !== "/" && pathname.startsWith(base) ? pathname.slice(base.length) : pathname}${search}`;
}

async function objectIn(response: Response, { host, stop }: Connection): Promise<Record<string, unknown>> {
  const text = await orUnreachable({ host, stop }, () => textIn(response));
  if (text === undefined) throw new UserError(`${host.name} answered with more than ${mostCharacters / 1e6} MB.`);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // A proxy's page: the status says enough.
  }
}

/** Undefined if it is too long. A small answer can be the compressed form of a large one. */
async function textIn({ body }: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of body ?? []) {
    text += decoder.decode(bytes as Uint8Array, { stream: true });
    if (text.length > mostCharacters) return undefined;
  }
  return text + decoder.decode();
}

async function orUnreachable<T>({ host, stop }: Pick<Connection, "host" | "stop">, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    stop.throwIfAborted();
    const { cause, name } = error as Error;
    const { code, message = name } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
    throw unreachable(new URL(host.api).host, code ?? message);
  }
}

function refusalOfAll({ headers }: Response, answer: Answer, connection: Connection): UserError | undefined {
  const { status } = answer;
  const { name } = connection.host;
  if (status === 401) return badToken(connection);
  if (isLimit(status, headers, reasonOf(answer, connection))) return tooMany(name, headers);
  if (status >= 500) return new TransientError(`${name} answered with a server error (${status}).`, "Try again later.");
  return undefined;
}

/** A login that GitHub does not accept, or that reaches no such owner: other requests are refused too. */
export class LoginError extends UserError {}

function badToken({ host, login }: Connection): LoginError {
  return login.from === "gh"
    ? new LoginError(`${host.name} does not accept the login of gh.`, "Run gh auth login again.")
    : new LoginError(
        `${host.name} does not accept the token in ${login.from}.`,
        "Create a new one, or unset it and run gh auth login.",
      );
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const { message } = (value ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : "";
}
