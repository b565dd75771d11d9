// Headers that tell browsers what our answers may do, and which other sites may read them.
import cors from "cors";
import helmet from "helmet";

export const secureHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'self'"],
      "img-src": ["'self'", "data:"],
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
export function allowOrigins({ CORS_ORIGINS }) {
  return cors({ origin: CORS_ORIGINS.length > 0 && CORS_ORIGINS, exposedHeaders: ["Location", "Retry-After", "X-Request-Id"] });
}
