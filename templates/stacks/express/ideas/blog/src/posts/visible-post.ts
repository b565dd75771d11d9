// Visible post: finds the post of a URL, if the user may see it.
import type { Request } from "express";
import { currentUser } from "../auth/current-user.ts";
import { Problem } from "../problem.ts";
import { findPost, type Post } from "./posts.queries.ts";

/** The post of `/:slug`. Only its author can see a draft; for everyone else it does not exist. */
export async function visiblePost(req: Request): Promise<Post> {
  const post = await findPost(req.params.slug as string);
  // task drafts
  const isThere = post !== undefined && (post.publishedAt !== null || post.ownerId === currentUser(req)?.id);
  // starter
  // const isThere = post !== undefined && (post.publishedAt !== null || currentUser(req) !== undefined);
  // end drafts
  if (!isThere) throw new Problem(404, "There is no post at this address.");
  return post;
}
