// Problem conversion: which problem a client gets for each error.
import { ZodError } from "zod";
import { config } from "./config.js";
import { problemFromDatabase } from "./database/problems.js";
import { Problem } from "./problem.js";

export function problemFrom(error) {
  if (error instanceof Problem) return error;
  if (error instanceof ZodError) {
    return new Problem(422, "Some values are invalid.", { errors: error.issues.flatMap(errorsOf) });
  }
  // JSON can be nested more deeply than JavaScript's call stack allows.
  if (error instanceof RangeError && error.message.includes("call stack")) {
    return new Problem(422, "The request is nested too deeply.");
  }
  const problem = problemFromDatabase(error);
  if (problem !== undefined) return problem;
  // Express and its body parser mark errors caused by the client: malformed JSON, a body that is too large.
  const { status = 500 } = error;
  if (status < 500) return new Problem(status, "The request could not be read.");
  // In development the response shows the error. In production only the log does.
  const reason = config.NODE_ENV === "development" ? ` Reason: ${String(error)}` : "";
  return new Problem(500, `Internal server error.${reason}`);
}

/** An issue is about one field, or about all unknown fields. */
function errorsOf(issue) {
  const fields = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")];
  return fields.map((field) => ({ field, message: issue.message }));
}
