// JSON body: parses the body of a request. The API accepts JSON only.
import express from "express";
import { Problem } from "../problem.js";

export const readJson = express.json({ limit: "100kb", type: (req) => hasJson(req) });

/** Whether there is a body to parse. That of a GET or a DELETE has no meaning in HTTP, and is ignored. */
function hasJson(req) {
  if (!["POST", "PUT", "PATCH"].includes(req.method)) return false;
  const empty = req.headers["content-length"] === "0";
  if (empty || req.is("application/json")) return true;
  throw new Problem(415, "Send JSON, with Content-Type: application/json.");
}
