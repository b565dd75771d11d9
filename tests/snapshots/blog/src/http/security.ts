// Headers that tell browsers what our answers may do, and which other sites may read them.
import cors from "cors";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Config } from "../config.ts";

export const secureHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'self'"],
      // Posts show images from other sites.
      "img-src": ["'self'", "data:", "https:"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
      "object-src": ["'none'"],
    },
  },
  // Our own pages may know where a visitor comes from, other sites may not.
  referrerPolicy: { policy: "same-origin" },
});

// Without a list nothing has to be said: browsers keep other sites' scripts from our answers anyway.
export function allowOrigins({ CORS_ORIGINS }: Config): RequestHandler {
  return cors({ origin: CORS_ORIGINS.length > 0 && CORS_ORIGINS, exposedHeaders: ["Location", "Retry-After", "X-Request-Id"] });
}
