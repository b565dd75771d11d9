// Bare Express: three handlers, and nothing that makes an app safe to expose.
import express from "express";
import { create, list, read } from "./statements.js";

const app = express();
app.get("/api/reviews", async (req, res) => {
  res.json(await list());
});
app.get("/api/reviews/:id", async (req, res) => {
  res.json(await read(Number(req.params.id)));
});
app.post("/api/reviews", express.json(), async (req, res) => {
  res.status(201).json(await create(req.headers.authorization, req.body));
});
app.get("/health", (req, res) => {
  res.json({ status: "ok" });
});
app.listen(Number(process.env.PORT), "127.0.0.1");
