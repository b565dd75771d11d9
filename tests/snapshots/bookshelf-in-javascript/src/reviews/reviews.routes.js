// Review routes: /api/reviews.
// Everyone can read; only the owner can change a row.
import { Router } from "express";
import { requireUser } from "../auth/current-user.js";
import { found, mustOwn } from "../auth/ownership.js";
import { only } from "../errors.js";
import { idOf } from "../resource.js";
import { deleteReview, findReview, insertReview, listReviews, updateReview } from "./reviews.queries.js";
import { reviewChanges, reviewInclude, reviewInput, reviewQuery } from "./reviews.schemas.js";

export const reviews = Router();

// GET /api/reviews
reviews.get("/", async (req, res) => {
  res.json(await listReviews(reviewQuery.parse(req.query)));
});

// POST /api/reviews
reviews.post("/", async (req, res) => {
  const user = await requireUser(req);
  const input = reviewInput.parse(req.body);
  const review = await insertReview(user.id, input);
  res.status(201).location(`/api/reviews/${review.id}`).json(review);
});

// GET /api/reviews/:id
reviews.get("/:id", async (req, res) => {
  res.json(found(await findReview(idOf(req), reviewInclude.parse(req.query).include)));
});

// PATCH /api/reviews/:id
reviews.patch("/:id", async (req, res) => {
  const user = await requireUser(req);
  const id = idOf(req);
  const changes = reviewChanges.parse(req.body);
  mustOwn(user, await findReview(id));
  res.json(found(await updateReview(id, changes)));
});

// DELETE /api/reviews/:id
reviews.delete("/:id", async (req, res) => {
  const user = await requireUser(req);
  const id = idOf(req);
  mustOwn(user, await findReview(id));
  await deleteReview(id);
  res.status(204).end();
});

reviews.all("/", only("GET", "HEAD", "POST"));
reviews.all("/:id", only("GET", "HEAD", "PATCH", "DELETE"));
