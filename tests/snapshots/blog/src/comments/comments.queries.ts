// Comment queries: every SQL statement about comments.
import { database } from "../database/database.ts";
import type { Paging } from "../posts/posts.schemas.ts";
import type { PublicComment } from "./comments.schemas.ts";

type Comment = PublicComment & { ownerId: number; hidden: boolean };

/** A comment with the parts of its post that moderation needs. */
export type CommentOnPost = Pick<Comment, "id" | "ownerId"> & {
  postId: number; slug: string; postOwnerId: number;
};

/** One page of a post's comments, oldest first, and their total number. `hidden` includes hidden ones. */
export async function listComments(postId: number, hidden: boolean, { page, limit }: Paging) {
  const from = "from comments join users on users.id = owner_id where post_id = $1 and (not hidden or $2)";
  const counted = `select count(*)::int as total ${from}`;
  const [count] = await database.query<{ total: number }>(counted, [postId, hidden]);
  const text = `select comments.id, owner_id as "ownerId", users.name as author, body, hidden,
    comments.created_at as "createdAt" ${from} order by comments.id limit $3 offset $4`;
  const data = await database.query<Comment>(text, [postId, hidden, limit, (page - 1) * limit]);
  return { data, page, limit, total: count!.total };
}

/** The number of comments before this one. */
export async function countCommentsBefore(id: number, postId: number, hidden: boolean): Promise<number> {
  const text = `select count(*)::int as above from comments
    where post_id = $1 and id < $2 and (not hidden or $3)`;
  const [count] = await database.query<{ above: number }>(text, [postId, id, hidden]);
  return count!.above;
}

export async function findComment(id: number): Promise<CommentOnPost | undefined> {
  const text = `select comments.id, comments.owner_id as "ownerId", post_id as "postId", slug,
    posts.owner_id as "postOwnerId" from comments join posts on posts.id = post_id where comments.id = $1`;
  const [comment] = await database.query<CommentOnPost>(text, [id]);
  return comment;
}

/** Returns the id of the new comment. */
export async function insertComment(postId: number, ownerId: number, body: string): Promise<number> {
  const text = "insert into comments (post_id, owner_id, body) values ($1, $2, $3) returning id";
  const [comment] = await database.query<{ id: number }>(text, [postId, ownerId, body]);
  return comment!.id;
}

export async function hideComment(id: number, hidden: boolean): Promise<void> {
  await database.query("update comments set hidden = $2 where id = $1", [id, hidden]);
}

export async function deleteComment(id: number): Promise<void> {
  await database.query("delete from comments where id = $1", [id]);
}
