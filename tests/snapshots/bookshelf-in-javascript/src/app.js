// The app: everything that happens to a request, in the order in which it happens.
import { fileURLToPath } from "node:url";
import express from "express";
import { attemptCounters } from "./auth/attempts.js";
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

const publicFolder = fileURLToPath(new URL("../public", import.meta.url));

export function createApp(settings = config) {
  const app = express();
  // Behind a proxy, the client's address is in a header. Trust it only as far as there are proxies.
  app.set("trust proxy", settings.TRUST_PROXY);
  app.locals.attempts = attemptCounters(settings);

  // No hash of every answer, by which clients could ask whether it has changed: ours are small, and sent sooner than hashed.
  app.set("etag", false);

  app.use(logRequests);
  app.use(secureHeaders);

  app.use("/api", allowOrigins(settings));
  app.use("/api", limitRequests(settings));
  app.use("/api", readJson);
  app.use("/api/auth", auth);
  app.use("/api", resources);

  // After the API: for every address that comes here, files are looked for on the disk.
  app.use(health);
  app.use(express.static(publicFolder, { extensions: ["html"] }));
  app.use(docs);

  app.use(notFound);
  app.use(handleErrors);
  return app;
}
