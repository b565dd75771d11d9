// Where every error ends. Programs always get the same shape: "problem details", RFC 9457.
import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, RequestHandler } from "express";
import { isForPeople, showProblem } from "./http/pages.ts";
import { logger } from "./logger.ts";
import { Problem } from "./problem.ts";
import { problemFrom } from "./problem-from.ts";

/** The last stop of a request that no route wanted. */
export const notFound: RequestHandler = (req) => {
  throw new Problem(404, `There is nothing at ${req.path}.`);
};

/** Ends a path's list of routes: the path exists, but not with this method. */
export function only(...methods: string[]): RequestHandler {
  return (req) => {
    throw new Problem(405, `${req.method} is not possible here.`, { headers: { Allow: methods.join(", ") } });
  };
}

// Express knows an error handler by its four parameters, so `next` has to be here.
export const handleErrors: ErrorRequestHandler = (err, req, res, next) => {
  if (res.headersSent) return next(err);
  const problem = problemFrom(err);
  const { status, message, details } = problem;
  // A Problem with such a status was thrown on purpose: "busy" and "stopping" are no mistakes of ours.
  if (status >= 500 && !(err instanceof Problem)) logger.error({ id: res.getHeader("X-Request-Id"), err });
  res.status(status).set(details.headers ?? {});
  if (isForPeople(req)) return showProblem(problem, req, res);
  res.type("application/problem+json");
  res.send(JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, detail: message, errors: details.errors }));
};
