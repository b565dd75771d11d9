// Problems from errors: what each error means to the client. One that nobody expected is a 500, which says why in development only.
import { ZodError } from "zod";
import { config } from "./config.js";
import { problemFromDatabase } from "./database/problems.js";
import { Problem } from "./problem.js";

export function problemFrom(error, req) {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) return invalid(error);
  // JSON can be nested deeper than JavaScript's stack goes.
  if (error instanceof RangeError && error.message.includes("call stack")) return new Problem(422, "The request is nested too deeply.");
  return problemFromDatabase(error, req) ?? problemFromExpress(error) ?? new Problem(500, `Something went wrong on our side.${reasonOf(error)}`);
}

/** The owner of the app has to see a mistake where it shows. In production the reason is in the log only. */
function reasonOf(error) {
  return config.NODE_ENV === "development" ? ` The reason: ${String(error)}` : "";
}

function invalid({ issues }) {
  const errors = issues.flatMap((issue) => fieldsOf(issue).map((field) => ({ field, message: issue.message })));
  return new Problem(422, "Some of what you sent does not fit.", { errors });
}

function fieldsOf(issue) {
  return issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")];
}

// Express and its body parser mark errors that are the client's: malformed JSON, a body that is too large.
function problemFromExpress(error) {
  const { status } = error;
  return status !== undefined && status < 500 ? new Problem(status, "The request could not be read.") : undefined;
}
