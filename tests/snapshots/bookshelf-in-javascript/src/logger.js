// The log: one JSON object a line, which every log service can read. Secrets never reach it.
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { config } from "./config.js";

export const logger = pino({
  level: config.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["req.headers.authorization", "req.headers.cookie", "password", "*.password", "token", "*.token"],
});

// One line for each request, when it is over. The id is sent to the client as well: quote it, and we find the line.
export const logRequests = (req, res, next) => {
  const id = randomUUID();
  const { method, originalUrl: url } = req;
  const start = performance.now();
  res.setHeader("X-Request-Id", id);
  res.on("close", () => {
    const line = { id, method, url, status: res.statusCode, ms: Math.round(performance.now() - start) };
    logger.info(line, res.writableFinished ? "request completed" : "request aborted");
  });
  next();
};
