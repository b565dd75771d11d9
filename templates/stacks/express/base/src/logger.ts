// Log: one JSON object per line in production, for log services, and short lines in development.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { pino } from "pino";
import { config } from "./config.ts";

const production = config.NODE_ENV === "production";

const options = { level: config.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };

export const logger = production ? pino(options) : pino(options, { write: writeForPeople });

// Logs one line when a request ends. The client gets the id too, so that a report can be matched to its line.
export const logRequests: RequestHandler = (req, res, next) => {
  const id = randomUUID();
  const { method, originalUrl: url } = req;
  const start = performance.now();
  res.setHeader("X-Request-Id", id);
  res.on("close", () => {
    // Only static files are served without a route, and they would hide the lines that matter.
    const isFile = req.route === undefined && res.statusCode < 400;
    if (isFile && !production) return;
    const status = res.writableFinished ? res.statusCode : "aborted";
    const ms = Math.round(performance.now() - start);
    logger.info({ id, method, url, status, ms }, `${method} ${url} ${status} in ${ms} ms`);
  });
  next();
};

// Each level has a number. The lower ones are not labelled.
const labels: Record<number, string> = { 40: "WARNING ", 50: "ERROR ", 60: "ERROR " };

/** Prints a line of the log. Only a database error has a statement. */
function writeForPeople(line: string): void {
  const entry = JSON.parse(line) as { level: number; msg: string; err?: Record<string, string> };
  const { level, msg, err } = entry;
  console.log(`${labels[level] ?? ""}${err?.stack ?? msg}`);
  if (err?.statement) console.log(`    at table ${err.table}, column ${err.column}: ${err.statement}`);
}
