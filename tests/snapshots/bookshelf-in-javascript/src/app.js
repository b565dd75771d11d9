// App: the middleware and routes in the order in which a request passes them.
import { join } from "node:path";
import express from "express";
import { registrationClosed } from "./auth/accounts.js";
import { auth } from "./auth/auth.routes.js";
import { config } from "./config.js";
import { docs } from "./docs/openapi.js";
import { handleErrors, notFound } from "./errors.js";
import { health } from "./http/health.js";
import { readJson } from "./http/json.js";
import { limitRequests } from "./http/limits.js";
import { allowOrigins, secureHeaders } from "./http/security.js";
import { logRequests } from "./logger.js";
import { resources } from "./resources.js";

export function createApp(settings = config) {
  const app = express();
  // Behind a proxy, a header contains the client's address. Trust it only for the number of known proxies.
  app.set("trust proxy", settings.TRUST_PROXY);
  app.set("login limit", settings.LOGIN_LIMIT);

  // No ETag: our responses are small, and computing a hash takes longer than sending them.
  app.set("etag", false);

  app.use(logRequests);
  app.use(secureHeaders);

  app.use("/api", allowOrigins(settings));
  app.use("/api", limitRequests(settings.RATE_LIMIT));
  app.use("/api", readJson);
  if (settings.REGISTRATION === "closed") app.use("/api/auth/register", registrationClosed);
  app.use("/api/auth", auth);
  app.use("/api", resources);

  // After the API, because every request that gets here looks for a file on disk.
  app.use(health);
  app.use(express.static(join(import.meta.dirname, "../public"), { extensions: ["html"] }));
  app.use(docs);

  app.use(notFound);
  app.use(handleErrors);
  return app;
}
