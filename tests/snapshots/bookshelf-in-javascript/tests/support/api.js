// Test API: calls the app over HTTP as a client does.
import { createServer } from "node:http";
import { createApp } from "../../src/app.js";
import { config } from "../../src/config.js";

/** Starts an app with these settings on a free port. `call` takes "GET /health" and the like. */
export async function startApp(settings = {}) {
  const server = createServer(createApp({ ...config, ...settings }));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();

  return async function call(route, { token, body, headers } = {}) {
    const [method, path] = route.split(" ");
    const usual = {};
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
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
}

export const call = await startApp();
