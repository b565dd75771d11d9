// For the machines that watch the app. /health: the process runs. /ready: it can also reach its database.
import { Router } from "express";
import { database } from "../database/database.ts";

export const health = Router();

// GET /health
health.get("/health", (req, res) => {
  res.json({ status: "ok" });
});

// GET /ready
health.get("/ready", async (req, res) => {
  await database.query("select 1");
  res.json({ status: "ready" });
});
