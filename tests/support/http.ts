// HTTP client: sends valid requests to a running app with `ask`, and raw ones with `send`.
import { request } from "node:http";
import { expect } from "vitest";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** the body, where it is JSON */
  body: unknown;
}

interface Question {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Sends a request such as "GET /api/books"; an object is sent as JSON, a text as it is. */
export async function ask(app: { url: string }, route: string, { token, body, headers = {} }: Question = {}): Promise<Answer> {
  const [method, path] = splitRoute(route);
  const response = await fetch(app.url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  return answer(response.status, response.headers, await response.text());
}

/** Sends a body and a path without encoding them, also invalid ones. */
export function send(app: { port: number }, route: string, { body = "", headers = {} }: { body?: string | Buffer; headers?: Record<string, string> } = {}): Promise<Answer> {
  const [method, path] = splitRoute(route);
  return new Promise((resolve, reject) => {
    const sending = request({ host: "127.0.0.1", port: app.port, method, path, headers: { "Content-Length": Buffer.byteLength(body), ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => resolve(answer(response.statusCode ?? 0, new Headers(response.headers as Record<string, string>), text)));
      response.on("error", reject);
    });
    sending.on("error", reject);
    sending.end(body);
  });
}

/** Expects a problem in the common format, without internal details. */
export function expectProblem(answer: Answer, status: number): void {
  expect(answer).toMatchObject({ status, body: { status, title: expect.any(String) as string, detail: expect.any(String) as string } });
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expectNoInternals(answer);
  expectOurWords(answer);
}

/** Expects that no field has a text of the schema library, which names a type, a key or an option in its own way. */
function expectOurWords({ body }: Answer): void {
  const { errors = [] } = body as { errors?: { message?: string }[] };
  expect(errors.map(({ message }) => message ?? "").filter((message) => /^(Invalid|Unrecognized|Too |Expected|Unknown)/.test(message))).toEqual([]);
}

/** Expects no stack, no SQL and no path of a file. */
export function expectNoInternals({ text }: Answer): void {
  expect(text).not.toMatch(/node_modules|\.ts:\d|\.js:\d|\/src\/|\/tmp\/|\bat \w+ \(|select .* from |insert into|syntax error|postgres|pglite|relation "/i);
}

export const password = "correct horse battery";

let people = 0;

/** Registers and logs in a new user. */
export async function newcomer(app: { url: string }): Promise<{ token: string; id: number; email: string }> {
  people += 1;
  const email = `person${process.pid}-${people}@example.com`;
  const { body } = await ask(app, "POST /api/auth/register", { body: { name: "Some Body", email, password } });
  return { id: (body as { id: number }).id, email, token: await logIn(app, email) };
}

/** Logs in and returns the token. */
export async function logIn(app: { url: string }, email: string, word = password): Promise<string> {
  const { body } = await ask(app, "POST /api/auth/login", { body: { email, password: word } });
  return (body as { token: string }).token;
}

function splitRoute(route: string): [string, string] {
  const space = route.indexOf(" ");
  return [route.slice(0, space), route.slice(space + 1)];
}

function answer(status: number, headers: Headers, text: string): Answer {
  const isJson = /json/.test(headers.get("content-type") ?? "") && text !== "";
  return { status, headers, text, body: isJson ? (JSON.parse(text) as unknown) : undefined };
}
