// Comment pages: forms to comment, and for the author of the post to hide and show comments.
import { Router, type Request, type Response } from "express";
import { requireUser } from "../auth/current-user.ts";
import { found, mustOwn } from "../auth/ownership.ts";
import { requireRole } from "../auth/roles.ts";
import { only } from "../errors.ts";
import { form, goOn } from "../http/pages.ts";
import { idParams } from "../http/params.ts";
import { commentsPerPage, showPost } from "../posts/posts.pages.ts";
import { visiblePost } from "../posts/visible-post.ts";
import {
  countCommentsBefore, deleteComment, findComment, hideComment, insertComment, type CommentOnPost,
} from "./comments.queries.ts";
import { commentInput } from "./comments.schemas.ts";

export const commentPages = Router();

// POST /posts/:slug/comments
commentPages.post("/posts/:slug/comments", form(showPost, async (req, res) => {
  const user = await requireUser(req);
  const post = await visiblePost(req);
  const { body } = commentInput.parse(req.body);
  const id = await insertComment(post.id, user.id, body);
  const place = await placeOf({ id, postId: post.id, slug: post.slug }, post.ownerId === user.id);
  goOn(res, place, "commented");
}));

// POST /comments/:id/hide
commentPages.post("/comments/:id/hide", (req, res) => moderate(req, res, true));

// POST /comments/:id/show
commentPages.post("/comments/:id/show", (req, res) => moderate(req, res, false));

// POST /comments/:id/delete
commentPages.post("/comments/:id/delete", async (req, res) => {
  const user = await requireUser(req);
  const comment = await namedComment(req);
  mustOwn(user, comment);
  await deleteComment(comment.id);
  goOn(res, `/posts/${comment.slug}`, "deleted");
});

commentPages.all("/posts/:slug/comments", only("POST"));
commentPages.all(["/comments/:id/hide", "/comments/:id/show", "/comments/:id/delete"], only("POST"));

async function namedComment(req: Request): Promise<CommentOnPost> {
  const { id } = idParams.parse(req.params);
  return found(await findComment(id));
}

/** Hides or shows a comment. Only the author of the post can do this. */
async function moderate(req: Request, res: Response, hidden: boolean): Promise<void> {
  const user = await requireRole(req, "author");
  const comment = await namedComment(req);
  mustOwn(user, { ownerId: comment.postOwnerId });
  await hideComment(comment.id, hidden);
  goOn(res, await placeOf(comment, true), "moderated");
}

/** The URL of a comment: its page under the post. Pages count hidden comments for the author of the post. */
async function placeOf(comment: Pick<CommentOnPost, "id" | "postId" | "slug">, hidden: boolean) {
  const before = await countCommentsBefore(comment.id, comment.postId, hidden);
  const page = 1 + Math.floor(before / commentsPerPage);
  return `/posts/${comment.slug}${page > 1 ? `?page=${page}` : ""}#comment-${comment.id}`;
}
