// Health: for monitoring. /health: the process runs. /ready: it accepts requests and reaches its database.
import { Router } from "express";
import { z } from "zod";
import { database } from "../database/database.ts";
import { document } from "../docs/openapi.ts";
import { only } from "../errors.ts";
import { Problem } from "../problem.ts";
import { stopping } from "../stopping.ts";

export const health = Router();

// GET /health
health.get("/health", (req, res) => {
  res.json({ status: "ok" });
});

// GET /ready
health.get("/ready", async (req, res) => {
  if (stopping) throw new Problem(503, "The app is stopping.", { headers: { "Retry-After": "5" } });
  await database.query("select 1");
  res.json({ status: "ready" });
});

health.all(["/health", "/ready"], only("GET", "HEAD"));

const tag = "Health";
const status = z.strictObject({ status: z.string() });
document("GET /health", "health", "Check that the app is running", { tag, ok: [200, status] });
document("GET /ready", "ready", "Check the database", { tag, ok: [200, status], problems: [503] });
