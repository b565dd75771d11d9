// Problem conversion: which problem a client gets for each error.
import { z, ZodError } from "zod";
import { config } from "./config.ts";
import { DatabaseError, DatabaseUnavailable, isConflict } from "./database/driver.ts";
import { Problem } from "./problem.ts";

// Only a schema that needs another text contains one.
z.config({ customError: reasonFor });

/** What is wrong with a value, in words that a form can show; undefined for the text of zod. */
function reasonFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined || issue.input === "") return "Required.";
  const unit = issue.origin === "string" ? " characters" : "";
  if (issue.code === "too_small") return `At least ${issue.minimum}${unit}.`;
  if (issue.code === "too_big") return `At most ${issue.maximum}${unit}.`;
  if (issue.code === "invalid_type") return `Must be of the type ${issue.expected}.`;
  if (issue.code === "invalid_format") return `Must be a valid ${issue.format}.`;
  if (issue.code === "unrecognized_keys") return "There is no such field.";
  return issue.code === "invalid_value" ? `Choose from: ${issue.values.join(", ")}.` : undefined;
}

export function problemFrom(error: unknown): Problem {
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
  const { status = 500 } = error as { status?: number };
  if (status < 500) return new Problem(status, "The request could not be read.");
  // In development the response shows the error. In production only the log does.
  const reason = config.NODE_ENV === "development" ? ` Reason: ${String(error)}` : "";
  return new Problem(500, `Internal server error.${reason}`);
}

/** An issue is about one field, or about all unknown fields. */
function errorsOf(issue: z.core.$ZodIssue) {
  const fields = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")];
  return fields.map((field) => ({ field, message: issue.message }));
}

const soon = { headers: { "Retry-After": "5" } };

/**
 * The problem of a client whose values PostgreSQL refused. Any other code is a bug of ours, such as a
 * constraint that our schemas do not check, and gives undefined.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function problemFromDatabase(error: unknown): Problem | undefined {
  if (error instanceof DatabaseUnavailable) return new Problem(503, "The database cannot be reached.", soon);
  if (isConflict(error)) return new Problem(503, "Another request changed the same rows.", soon);
  if (!(error instanceof DatabaseError)) return undefined;
  // "owner_id" in SQL is "ownerId" in JSON.
  const field = error.column?.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  switch (error.code) {
    case "23505": // unique
      return new Problem(409, "This value is already taken.", { field });
    case "23503": // references
      return new Problem(422, "There is no row with this id.", { field });
    case "22021": // the character U+0000 in a text
    case "22P05": // the same in JSON
    case "54000": // too large for an index
    case "54001": // nested too deeply
      return new Problem(422, "The database cannot store one of these values.");
    default:
      return undefined;
  }
}
