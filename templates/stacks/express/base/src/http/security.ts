// Security headers: what browsers may do with our responses, and which other sites may read them.
import cors from "cors";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Config } from "../config.ts";

export const secureHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'self'"],
      // {{#if ideaKind.pages}}
      // Posts can show images from other sites.
      // "img-src": ["'self'", "data:", "https:"],{{! Only pages have posts. }}
      // {{else}}
      "img-src": ["'self'", "data:"],
      // {{/if}}
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
      "object-src": ["'none'"],
    },
  },
  // Only our own pages see where a visitor comes from.
  referrerPolicy: { policy: "same-origin" },
});

// In development, all pages of this machine can read them too, such as those of a React app on its own port.
const local = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

// Without a list no header is needed: by default browsers do not let other sites read our responses.
export function allowOrigins({ CORS_ORIGINS, NODE_ENV }: Config): RequestHandler {
  const allowed = NODE_ENV === "development" ? [...CORS_ORIGINS, local] : CORS_ORIGINS;
  const origin = allowed.length > 0 && allowed;
  return cors({ origin, exposedHeaders: ["Location", "Retry-After", "X-Request-Id"] });
}
