// The log: one JSON object a line, which every log service can read. Secrets never reach it.
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { pinoHttp } from "pino-http";
import { config } from "./config.ts";

export const logger = pino({
  level: config.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["req.headers.authorization", "req.headers.cookie", "password", "*.password", "token", "*.token"],
});

// One line for each request. The id is sent to the client as well: quote it, and we find the line.
export const logRequests = pinoHttp({
  logger,
  genReqId(req, res) {
    const id = randomUUID();
    res.setHeader("X-Request-Id", id);
    return id;
  },
  serializers: {
    req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, url }),
    res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
  },
});
