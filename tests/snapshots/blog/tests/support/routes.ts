// Routes: lists the routes of the app, as Express's router has them.
import type { Express } from "express";

/** A layer of the router: a route, another router, or any other handler. */
interface Layer {
  rawPath: string | string[];
  route?: { methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every "GET /api/things/{id}" of an app. */
export function routesOf(app: Express): string[] {
  return routesIn(app.router.stack as unknown as Layer[], "");
}

function routesIn(stack: Layer[], above: string): string[] {
  return stack.flatMap(({ rawPath, route, handle }) => {
    const paths = [rawPath].flat().map((path) => (above + path).replace(/:(\w+)/g, "{$1}").replace(/\/$/, ""));
    if (handle.stack !== undefined && route === undefined) return paths.flatMap((path) => routesIn(handle.stack!, path));
    // `all` is used only to refuse the remaining methods.
    const methods = Object.keys(route?.methods ?? {}).filter((method) => method !== "_all");
    return paths.flatMap((path) => methods.map((method) => `${method.toUpperCase()} ${path || "/"}`));
  });
}
