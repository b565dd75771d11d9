// Test API: starts the app, and calls it over HTTP as a program does.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "../../src/app.ts";
import { config, type Config } from "../../src/config.ts";

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

type Options = Pick<RequestInit, "headers" | "body">;

/** Starts an app on a free port. Its `call` takes "GET /health" and the like, and follows no redirects. */
export async function startApp(settings: Partial<Config> = {}) {
  const server = createServer(createApp({ ...config, ...settings }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return async function call<Body = unknown>(route: string, options: Options = {}): Promise<Answer<Body>> {
    const [method, path] = route.split(" ");
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, redirect: "manual", ...options });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
  };
}

export const call = await startApp();
