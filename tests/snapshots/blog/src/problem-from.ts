// Problems from errors: what each error means to the client. One that nobody expected is a 500, which says why in development only.
import type { Request } from "express";
import { ZodError, type z } from "zod";
import { config } from "./config.ts";
import { problemFromDatabase } from "./database/problems.ts";
import { Problem } from "./problem.ts";

export function problemFrom(error: unknown, req: Request): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) return invalid(error);
  // JSON can be nested deeper than JavaScript's stack goes.
  if (error instanceof RangeError && error.message.includes("call stack")) return new Problem(422, "The request is nested too deeply.");
  return problemFromDatabase(error, req) ?? problemFromExpress(error) ?? new Problem(500, `Something went wrong on our side.${reasonOf(error)}`);
}

/** The owner of the app has to see a mistake where it shows. In production the reason is in the log only. */
function reasonOf(error: unknown): string {
  return config.NODE_ENV === "development" ? ` The reason: ${String(error)}` : "";
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
  const { status } = error as { status?: number };
  return status !== undefined && status < 500 ? new Problem(status, "The request could not be read.") : undefined;
}
