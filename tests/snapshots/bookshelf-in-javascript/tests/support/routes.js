// Routes: lists the routes of the app, as Express's router has them.

/** Every "GET /api/things/{id}" of an app. */
export function routesOf(app) {
  return routesIn(app.router.stack, "");
}

function routesIn(stack, above) {
  const routes = [];
  for (const { rawPath, route, handle } of stack) {
    // A route can have several paths.
    for (const path of [rawPath].flat()) {
      const whole = (above + path).replace(/\/$/, "");
      if (route !== undefined) routes.push(...namesOf(route.methods, whole || "/"));
      else if (handle.stack !== undefined) routes.push(...routesIn(handle.stack, whole));
    }
  }
  return routes;
}

/** "GET /api/things/{id}" for each method of a path. */
function namesOf(methods, path) {
  const documented = path.replace(/:(\w+)/g, "{$1}");
  // `all` is used only to refuse the remaining methods.
  const names = Object.keys(methods).filter((method) => method !== "_all");
  return names.map((method) => `${method.toUpperCase()} ${documented}`);
}
