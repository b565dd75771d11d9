// Log: in production one JSON object a line, which every log service can read; in development short lines for people.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { pino } from "pino";
import { config } from "./config.ts";

const production = config.NODE_ENV === "production";

const options = {
  level: config.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["req.headers.authorization", "req.headers.cookie", "password", "*.password", "token", "*.token"],
};

export const logger = production ? pino(options) : pino(options, { write: writeForPeople });

// One line for each request, when it is over. The id is sent to the client as well: quote it, and we find the line.
export const logRequests: RequestHandler = (req, res, next) => {
  const id = randomUUID();
  const { method, originalUrl: url } = req;
  const start = performance.now();
  res.setHeader("X-Request-Id", id);
  res.on("close", () => {
    // Only files are sent without a route, and they would hide the lines that you look for.
    const isFile = req.route === undefined && res.statusCode < 400;
    if (isFile && !production) return;
    const line = { id, method, url, status: res.statusCode, ms: Math.round(performance.now() - start) };
    logger.info(line, res.writableFinished ? "request completed" : "request aborted");
  });
  next();
};

/** What a line of the log holds: a request, an error or just a message. */
interface Entry extends Partial<Record<"msg" | "method" | "url", string>>, Partial<Record<"status" | "ms", number>> {
  level: number;
  /** the last three for an error of the database */
  err?: { stack: string; table?: string; column?: string; statement?: string };
}

/** Prints "GET /health 200 in 3 ms", "ERROR" with a stack (and the statement that failed), "WARNING" with a message, or just a message. */
function writeForPeople(line: string): void {
  const { level, msg, err, method, url, status, ms } = JSON.parse(line) as Entry;
  const end = msg === "request aborted" ? "was aborted" : status;
  const statement = err?.statement && `\n    at table ${err.table}, column ${err.column}: ${err.statement}`;
  const label = level >= 50 ? "ERROR " : level >= 40 ? "WARNING " : "";
  console.log(method === undefined ? `${label}${err?.stack ?? msg}${statement ?? ""}` : `${method} ${url} ${end} in ${ms} ms`);
}
