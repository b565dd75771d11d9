// Security headers: what browsers may do with our responses, and which other sites may read them.
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
  // Only our own pages see where a visitor comes from.
  referrerPolicy: { policy: "same-origin" },
});

// In development, all pages of this machine can read them too, such as those of a React app on its own port.
const local = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

// Without a list no header is needed: by default browsers do not let other sites read our responses.
export function allowOrigins({ CORS_ORIGINS, NODE_ENV }) {
  const allowed = NODE_ENV === "development" ? [...CORS_ORIGINS, local] : CORS_ORIGINS;
  const origin = allowed.length > 0 && allowed;
  return cors({ origin, exposedHeaders: ["Location", "Retry-After", "X-Request-Id"] });
}
