// JSON body: parses the body of a request. The API accepts JSON only.
import express from "express";
import { Problem } from "../problem.js";

const jsonOnly = (req, res, next) => {
  const empty = req.headers["content-length"] === "0";
  // `is` returns null if nothing was sent, and false if it is something else.
  if (takesBody(req) && !empty && req.is("application/json") === false) {
    throw new Problem(415, "Send JSON, with Content-Type: application/json.");
  }
  next();
};

/** The body of a GET or a DELETE has no meaning in HTTP, and is ignored. */
function takesBody({ method }) {
  return method === "POST" || method === "PUT" || method === "PATCH";
}

export const readJson = [jsonOnly, express.json({ limit: "100kb", type: takesBody })];
