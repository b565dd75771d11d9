// Which post an address means, and whether it is there for the one who asks.
import type { Request } from "express";
import { currentUser } from "../auth/current-user.ts";
import { Problem } from "../problem.ts";
import { findPost, type Post } from "./posts.queries.ts";

/** The post of `/:slug`. A draft is there for its author alone: to everybody else it does not exist. */
export async function visiblePost(req: Request): Promise<Post> {
  const post = await findPost(req.params.slug as string);
  const isThere = post !== undefined && (post.publishedAt !== null || post.ownerId === currentUser(req)?.id);
  if (!isThere) throw new Problem(404, "There is no post at this address.");
  return post;
}
