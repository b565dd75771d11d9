// Sample item routes: /api/sample-items. Everyone can read; only the owner can change a row.
import { Router } from "express";
import { requireUser } from "../auth/current-user.ts";
import { found, mustOwn } from "../auth/ownership.ts";
import { only } from "../errors.ts";
import { idOf } from "../resource.ts";
import { deleteSampleItem, findSampleItem, insertSampleItem, listSampleItems, updateSampleItem } from "./sample-items.queries.ts";
import { sampleItemChanges, sampleItemInput, sampleItemQuery } from "./sample-items.schemas.ts";

export const sampleItems = Router();

// GET /api/sample-items
sampleItems.get("/", async (req, res) => {
  const query = sampleItemQuery.parse(req.query);
  res.json(await listSampleItems(query));
});

// POST /api/sample-items
sampleItems.post("/", async (req, res) => {
  const user = await requireUser(req);
  const input = sampleItemInput.parse(req.body);
  const sampleItem = await insertSampleItem(user.id, input);
  res.status(201).location(`/api/sample-items/${sampleItem.id}`).json(sampleItem);
});

// GET /api/sample-items/:id
sampleItems.get("/:id", async (req, res) => {
  const sampleItem = await findSampleItem(idOf(req));
  res.json(found(sampleItem));
});

// PATCH /api/sample-items/:id
sampleItems.patch("/:id", async (req, res) => {
  const user = await requireUser(req);
  const id = idOf(req);
  const changes = sampleItemChanges.parse(req.body);
  mustOwn(user, await findSampleItem(id));
  res.json(found(await updateSampleItem(id, changes)));
});

// DELETE /api/sample-items/:id
sampleItems.delete("/:id", async (req, res) => {
  const user = await requireUser(req);
  const id = idOf(req);
  mustOwn(user, await findSampleItem(id));
  await deleteSampleItem(id);
  res.status(204).end();
});

sampleItems.all("/", only("GET", "HEAD", "POST"));
sampleItems.all("/:id", only("GET", "HEAD", "PATCH", "DELETE"));
