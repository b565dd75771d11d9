// App: a student's app in its sandbox, for the checks of an instructor's own repository.
import { URLSearchParams } from "node:url";
import { job, startSandboxed } from "./sandboxed.js";

/**
 * Starts the app, and waits until it answers.
 * @returns `http` to ask it, and `stop`; with a database also `sql` and `statements`
 */
export async function start() {
  const { url, watch, drop, ...checks } =
    job.server === undefined ? {} : await (await import("./database.js")).createDatabase(job);
  const filled = (text) => text.replaceAll("{port}", String(job.port)).replaceAll("{database}", () => url);
  const own = Object.entries(job.settings).map(([name, value]) => [name, filled(value)]);
  const environment = { ...job.environment, PORT: String(job.port), ...Object.fromEntries(own) };
  try {
    const { ask, stop } = await startSandboxed({ environment, watch });
    const stopAll = () => stop().finally(drop);
    return { ...checks, http: (route, options) => http(ask, route, options), stop: stopAll };
  } catch (error) {
    await drop?.();
    throw error;
  }
}

/**
 * Sends a request and follows no redirect.
 * @param route "GET /posts" and the like
 * @param options `form` and `json` are bodies, `headers` are added
 */
async function http(ask, route, { form, json, headers = {} } = {}) {
  const [method, path] = route.split(" ");
  const type =
    json !== undefined
      ? "application/json"
      : form !== undefined
        ? "application/x-www-form-urlencoded"
        : undefined;
  const all = type === undefined ? headers : { "content-type": type, ...headers };
  const body = json === undefined ? form && new URLSearchParams(form).toString() : JSON.stringify(json);
  const answer = await ask({ method, path, headers: all, body });
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return { ...answer, body: isJson ? JSON.parse(answer.text) : undefined };
}
