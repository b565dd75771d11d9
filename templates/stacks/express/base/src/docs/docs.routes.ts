// The API's own documentation: its description at /openapi.json, and what the page at /docs is drawn with.
import express, { Router } from "express";
import { absolutePath } from "swagger-ui-dist";
import { describeApi } from "./openapi.ts";

export const docs = Router();

// GET /openapi.json
docs.get("/openapi.json", (req, res) => {
  res.json(describeApi());
});

docs.use("/docs/assets", express.static(absolutePath(), { index: false }));
