// Test API: calls the app over HTTP as a client does.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "../../src/app.ts";
import { config, type Config } from "../../src/config.ts";

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

interface Options {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The body of an error response. */
export interface ProblemBody {
  status: number;
  detail: string;
  errors?: { field: string; message: string }[];
}

/** Starts an app with these settings on a free port. `call` takes "GET /health" and the like. */
export async function startApp(settings: Partial<Config> = {}) {
  const server = createServer(createApp({ ...config, ...settings }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return async function call<Body = unknown>(route: string, { token, body, headers }: Options = {}): Promise<Answer<Body>> {
    const [method, path] = route.split(" ");
    const usual: Record<string, string> = {};
    if (body !== undefined) usual["Content-Type"] = "application/json";
    if (token !== undefined) usual.Authorization = `Bearer ${token}`;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      redirect: "manual",
      headers: { ...usual, ...headers },
      // Text is sent unchanged, so that a test can send invalid JSON.
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
  };
}

export const call = await startApp();
