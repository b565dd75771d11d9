// Why a PostgreSQL server cannot be used, in words a beginner can act on.
import { Unusable, type Address } from "./address.ts";
import { codeOf } from "../../user-error.ts";

/** The fields of a server's error that we look at. https://www.postgresql.org/docs/current/errcodes-appendix.html */
interface ServerError {
  C?: string;
  M?: string;
}

/** By what the server, the network or Node.js said. */
export function refusalBy(error: unknown, { host, port, user, database }: Address): unknown {
  const { C: code, M: said } = error as ServerError;
  if (code === "28P01" || code === "28000") return new Unusable(`the server lets no user ${user} in with this password`, "Look at user and password in DATABASE_URL.");
  if (code === "3D000") return new Unusable(`the server has no database ${database}`, `Make it, with createdb ${database}, or name another in DATABASE_URL.`);
  if (code === "57P03") return new Unusable("the server is just starting or stopping", "Try again in a moment.");
  if (code === "53300") return new Unusable("the server has no connection left", "Close other programs that use it.");
  if (code !== undefined) return new Unusable(`the server said: ${said ?? code}`, "Look at DATABASE_URL.");
  return unreachable(error, `${host}:${port}`);
}

function unreachable(error: unknown, place: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return new Unusable(`the host of ${place} has no address (${code})`, "Look at the host in DATABASE_URL, and at the connection.");
  if (code === "ECONNREFUSED") return new Unusable(`nobody answers at ${place}`, "Start the server, or empty DATABASE_URL: the app has a database of its own.");
  if (codeOf(error) !== undefined || error instanceof AggregateError) return new Unusable(`${place} cannot be reached (${code ?? "refused"})`, "Look at host and port in DATABASE_URL, and at the connection.");
  return new Unusable(`the talk with ${place} failed: ${message}`, "Look at DATABASE_URL.");
}
