// Error handling: the last middleware. API clients always get "problem details" (RFC 9457).
import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, RequestHandler } from "express";
// {{#if ideaKind.pages}}
import { isForPeople, showProblem } from "./http/pages.ts";
// {{/if}}
import { logger } from "./logger.ts";
import { Problem } from "./problem.ts";
import { problemFrom } from "./problem-from.ts";

/** Answers a request that matched no route. */
export const notFound: RequestHandler = (req) => {
  throw new Problem(404, `There is nothing at ${req.path}.`);
};

/** Ends the routes of a path: the path exists, but not with this method. */
export function only(...methods: string[]): RequestHandler {
  return (req) => {
    throw new Problem(405, `${req.method} is not allowed here.`, { headers: { Allow: methods.join(", ") } });
  };
}

// Express recognizes an error handler by its four parameters, so `next` must be listed.
export const handleErrors: ErrorRequestHandler = (err, req, res, next) => {
  if (res.headersSent) return next(err);
  // {{#if ideaKind.pages}}
  const problem = problemFrom(err);
  const { status, message, errors, headers } = problem;
  // {{else}}
  // const { status, message, errors, headers } = problemFrom(err);{{! Only a page shows the whole problem. }}
  // {{/if}}
  // A Problem with such a status was thrown on purpose, such as "busy", and is not a bug.
  if (status >= 500 && !(err instanceof Problem)) logger.error({ id: res.getHeader("X-Request-Id"), err });
  res.status(status).set(headers);
  // {{#if ideaKind.pages}}
  if (isForPeople(req)) return showProblem(problem, req, res);
  // {{/if}}
  res.type("application/problem+json");
  const body = { type: "about:blank", title: STATUS_CODES[status], status, detail: message, errors };
  res.send(JSON.stringify(body));
};
