// Handwritten Express: the middlewares of the generated app as a person would write them: log, headers, CORS, limit,
// validation.
import { randomUUID } from "node:crypto";
import cors from "cors";
import express from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import { pino } from "pino";
import { z } from "zod";
import { create, list, read } from "./statements.js";

const logger = pino();
const paging = z.strictObject({ page: z.coerce.number().int().min(1).default(1), limit: z.coerce.number().int().min(1).max(100).default(20) });
const params = z.strictObject({ id: z.coerce.number().int().min(1) });
const review = z.strictObject({ rating: z.int32().min(1).max(5), body: z.string().trim().min(1).max(10_000), recommended: z.boolean().default(true), bookId: z.int32().positive() });

const app = express();
app.use((req, res, next) => {
  const id = randomUUID();
  const start = performance.now();
  res.setHeader("X-Request-Id", id);
  res.on("finish", () => logger.info({ id, method: req.method, url: req.originalUrl, status: res.statusCode, ms: Math.round(performance.now() - start) }, "request completed"));
  next();
});
app.use(helmet());
app.use(cors({ origin: false }));
app.use(rateLimit({ windowMs: 60_000, limit: 1_000_000_000 }));
app.use(express.json({ limit: "100kb" }));

app.get("/api/reviews", async (req, res) => {
  const { page, limit } = paging.parse(req.query);
  res.json(await list(page, limit));
});
app.get("/api/reviews/:id", async (req, res) => {
  const { id } = params.parse(req.params);
  const row = await read(id);
  if (row === undefined) res.status(404).json({ detail: "There is nothing with this id." });
  else res.json(row);
});
app.post("/api/reviews", async (req, res) => {
  res.status(201).json(await create(req.headers.authorization, review.parse(req.body)));
});
app.get("/health", (req, res) => {
  res.json({ status: "ok" });
});
// Express knows an error handler by its four parameters.
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error instanceof z.ZodError ? 422 : 500).json({ detail: error.message });
});
app.listen(Number(process.env.PORT), "127.0.0.1");
