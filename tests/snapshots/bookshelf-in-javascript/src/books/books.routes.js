// Book routes: /api/books.
// Everyone can read; only the owner can change a row.
import { Router } from "express";
import { requireUser } from "../auth/current-user.js";
import { found, mustOwn } from "../auth/ownership.js";
import { only } from "../errors.js";
import { idOf } from "../resource.js";
import { deleteBook, findBook, insertBook, listBooks, updateBook } from "./books.queries.js";
import { bookChanges, bookInclude, bookInput, bookQuery } from "./books.schemas.js";

export const books = Router();

// GET /api/books
books.get("/", async (req, res) => {
  res.json(await listBooks(bookQuery.parse(req.query)));
});

// POST /api/books
books.post("/", async (req, res) => {
  const user = await requireUser(req);
  const input = bookInput.parse(req.body);
  const book = await insertBook(user.id, input);
  res.status(201).location(`/api/books/${book.id}`).json(book);
});

// GET /api/books/:id
books.get("/:id", async (req, res) => {
  res.json(found(await findBook(idOf(req), bookInclude.parse(req.query).include)));
});

// PATCH /api/books/:id
books.patch("/:id", async (req, res) => {
  const user = await requireUser(req);
  const id = idOf(req);
  const changes = bookChanges.parse(req.body);
  mustOwn(user, await findBook(id));
  res.json(found(await updateBook(id, changes)));
});

// DELETE /api/books/:id
books.delete("/:id", async (req, res) => {
  const user = await requireUser(req);
  const id = idOf(req);
  mustOwn(user, await findBook(id));
  await deleteBook(id);
  res.status(204).end();
});

books.all("/", only("GET", "HEAD", "POST"));
books.all("/:id", only("GET", "HEAD", "PATCH", "DELETE"));
