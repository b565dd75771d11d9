// Where every error ends. Clients always get the same shape: "problem details", RFC 9457.
import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import { ZodError, type z } from "zod";
import { problemFromDatabase } from "./database/problems.ts";
import { Problem } from "./problem.ts";

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
export const handleErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  const { status, message, details } = problemFrom(error, req);
  if (status >= 500) req.log.error(error);
  res
    .status(status)
    .set(details.headers ?? {})
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, detail: message, errors: details.errors }));
};

function problemFrom(error: unknown, req: Request): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) return invalid(error);
  // JSON can be nested deeper than JavaScript's stack goes.
  if (error instanceof RangeError && error.message.includes("call stack")) return new Problem(422, "The request is nested too deeply.");
  return problemFromDatabase(error, req) ?? problemFromExpress(error) ?? new Problem(500, "Something went wrong on our side.");
}

function invalid({ issues }: ZodError): Problem {
  const errors = issues.flatMap((issue) => fieldsOf(issue).map((field) => ({ field, message: issue.message })));
  return new Problem(422, "Some of what you sent does not fit.", { errors });
}

function fieldsOf(issue: z.core.$ZodIssue): string[] {
  return issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")];
}

// Express and its body parser mark errors that are the client's: malformed JSON, a body that is too large.
function problemFromExpress(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  const { status } = error;
  return status < 500 ? new Problem(status, "The request could not be read.") : undefined;
}
