// Problems from errors: what each error means to the client.
import { ZodError, type z } from "zod";
import { config } from "./config.ts";
import { problemFromDatabase } from "./database/problems.ts";
import { Problem } from "./problem.ts";

export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) return invalid(error);
  // JSON can be nested deeper than JavaScript's stack goes.
  if (error instanceof RangeError && error.message.includes("call stack")) {
    return new Problem(422, "The request is nested too deeply.");
  }
  return problemFromDatabase(error) ?? problemFromExpress(error) ?? mistakeOfOurs(error);
}

function invalid({ issues }: ZodError): Problem {
  return new Problem(422, "Some values are not valid.", { errors: issues.flatMap(errorsOf) });
}

/** One issue is about one field, or about all fields that do not exist. */
function errorsOf(issue: z.core.$ZodIssue) {
  const fields = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")];
  return fields.map((field) => ({ field, message: issue.message }));
}

// Express and its body parser mark errors that are the client's: malformed JSON, a body that is too large.
function problemFromExpress(error: unknown): Problem | undefined {
  const { status = 500 } = error as { status?: number };
  return status < 500 ? new Problem(status, "The request could not be read.") : undefined;
}

/** In development you see the mistake where it happens. In production the reason is in the log only. */
function mistakeOfOurs(error: unknown): Problem {
  const reason = config.NODE_ENV === "development" ? ` The reason: ${String(error)}` : "";
  return new Problem(500, `Something went wrong on our side.${reason}`);
}
