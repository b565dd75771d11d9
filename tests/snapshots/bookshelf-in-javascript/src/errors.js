// Error handling: the last middleware. API clients always get "problem details" (RFC 9457).
import { STATUS_CODES } from "node:http";
import { logger } from "./logger.js";
import { Problem } from "./problem.js";
import { problemFrom } from "./problem-from.js";

/** Answers a request that matched no route. */
export const notFound = (req) => {
  throw new Problem(404, `There is nothing at ${req.path}.`);
};

/** Ends the routes of a path: the path exists, but not with this method. */
export function only(...methods) {
  return (req) => {
    throw new Problem(405, `${req.method} is not allowed here.`, { headers: { Allow: methods.join(", ") } });
  };
}

// Express recognizes an error handler by its four parameters, so `next` must be listed.
export const handleErrors = (err, req, res, next) => {
  if (res.headersSent) return next(err);
  const { status, message, errors, headers } = problemFrom(err);
  // A Problem with such a status was thrown on purpose, such as "busy", and is not a bug.
  if (status >= 500 && !(err instanceof Problem)) logger.error({ id: res.getHeader("X-Request-Id"), err });
  res.status(status).set(headers);
  res.type("application/problem+json");
  const body = { type: "about:blank", title: STATUS_CODES[status], status, detail: message, errors };
  res.send(JSON.stringify(body));
};
