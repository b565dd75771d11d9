// Author routes: /api/authors.
// Everyone can read; only the owner can change a row.
import { Router } from "express";
import { requireUser } from "../auth/current-user.js";
import { found, mustOwn } from "../auth/ownership.js";
import { only } from "../errors.js";
import { idOf } from "../resource.js";
import { deleteAuthor, findAuthor, insertAuthor, listAuthors, updateAuthor } from "./authors.queries.js";
import { authorChanges, authorInclude, authorInput, authorQuery } from "./authors.schemas.js";

export const authors = Router();

// GET /api/authors
authors.get("/", async (req, res) => {
  res.json(await listAuthors(authorQuery.parse(req.query)));
});

// POST /api/authors
authors.post("/", async (req, res) => {
  const user = await requireUser(req);
  const input = authorInput.parse(req.body);
  const author = await insertAuthor(user.id, input);
  res.status(201).location(`/api/authors/${author.id}`).json(author);
});

// GET /api/authors/:id
authors.get("/:id", async (req, res) => {
  res.json(found(await findAuthor(idOf(req), authorInclude.parse(req.query).include)));
});

// PATCH /api/authors/:id
authors.patch("/:id", async (req, res) => {
  const user = await requireUser(req);
  const id = idOf(req);
  const changes = authorChanges.parse(req.body);
  mustOwn(user, await findAuthor(id));
  res.json(found(await updateAuthor(id, changes)));
});

// DELETE /api/authors/:id
authors.delete("/:id", async (req, res) => {
  const user = await requireUser(req);
  const id = idOf(req);
  mustOwn(user, await findAuthor(id));
  await deleteAuthor(id);
  res.status(204).end();
});

authors.all("/", only("GET", "HEAD", "POST"));
authors.all("/:id", only("GET", "HEAD", "PATCH", "DELETE"));
