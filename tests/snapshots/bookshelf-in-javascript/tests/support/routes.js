// Routes: lists the routes of the app, as Express's router has them.

/** Every "GET /api/things/{id}" of an app. */
export function routesOf(app) {
  return routesIn(app.router.stack, "");
}

function routesIn(stack, above) {
  return stack.flatMap(({ rawPath, route, handle }) => {
    const paths = [rawPath].flat().map((path) => (above + path).replace(/:(\w+)/g, "{$1}").replace(/\/$/, ""));
    if (handle.stack !== undefined && route === undefined) return paths.flatMap((path) => routesIn(handle.stack, path));
    // `all` is used only to refuse the remaining methods.
    const methods = Object.keys(route?.methods ?? {}).filter((method) => method !== "_all");
    return paths.flatMap((path) => methods.map((method) => `${method.toUpperCase()} ${path || "/"}`));
  });
}
