// App: the middleware and routes in the order in which a request passes them.
import { join } from "node:path";
import cookieParser from "cookie-parser";
import express, { type Express } from "express";
import { registrationClosed } from "./auth/accounts.ts";
import { authPages } from "./auth/auth.pages.ts";
import { readUser } from "./auth/current-user.ts";
import { commentPages } from "./comments/comments.pages.ts";
import { config, type Config } from "./config.ts";
import { about } from "./docs/about.ts";
import { docs } from "./docs/openapi.ts";
import { handleErrors, notFound } from "./errors.ts";
import { health } from "./http/health.ts";
import { limitRequests } from "./http/limits.ts";
import { readNotice } from "./http/pages.ts";
import { sameSiteOnly } from "./http/same-site.ts";
import { allowOrigins, secureHeaders } from "./http/security.ts";
import { logRequests } from "./logger.ts";
import { feed } from "./posts/feed.pages.ts";
import { api } from "./posts/posts.api.ts";
import { postPages } from "./posts/posts.pages.ts";

export function createApp(settings: Config = config): Express {
  const app = express();
  // Behind a proxy, a header contains the client's address. Trust it only for the number of known proxies.
  app.set("trust proxy", settings.TRUST_PROXY);
  app.set("login limit", settings.LOGIN_LIMIT);
  app.set("view engine", "ejs");
  app.set("views", join(import.meta.dirname, "../views"));
  app.locals.site = about;
  app.locals.canRegister = settings.REGISTRATION === "open";
  app.locals.day = dayOf;

  app.use(logRequests);
  app.use(secureHeaders);
  app.use(health);
  app.use(express.static(join(import.meta.dirname, "../public"), { extensions: ["html"] }));
  app.use(docs);
  app.use(limitRequests(settings.RATE_LIMIT));

  // API: JSON.
  app.use("/api", allowOrigins(settings), api, notFound);

  // Pages: HTML.
  app.use(sameSiteOnly(settings.SITE_URL));
  app.use(cookieParser(), readUser, readNotice);
  app.use(express.urlencoded({ extended: false, limit: "500kb" }));
  if (settings.REGISTRATION === "closed") app.use("/register", registrationClosed);
  app.use(authPages, postPages, commentPages, feed);

  app.use(notFound);
  app.use(handleErrors);
  return app;
}

/** "2026-01-31T09:00:00.000Z" -> "31 January 2026" */
function dayOf(time: string): string {
  return new Date(time).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}
