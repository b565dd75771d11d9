// Post queries: every SQL statement about posts.
import { database } from "../database/database.ts";
import { setTags } from "../tags/tags.queries.ts";
import type { ListedPost, ListQuery, Paging, PostInput } from "./posts.schemas.ts";

/** A whole post: its text, and the HTML computed from it when it was stored. */
export type Post = ListedPost & { body: string; html: string };

const inLists = `posts.id, posts.owner_id as "ownerId", users.name as author, slug, title, excerpt,
  published_at as "publishedAt", updated_at as "updatedAt",
  array(
    select name from tags join post_tags on tag_id = tags.id where post_id = posts.id order by name
  ) as tags,
  (select count(*)::int from comments where post_id = posts.id and not hidden) as comments`;
const postsWithAuthors = "from posts join users on users.id = posts.owner_id";
// The id breaks ties, so that no post appears on two pages.
const newestFirst = "order by published_at desc, posts.id desc";

/** One page of published posts, newest first, and the number of posts on all pages. */
export async function listPosts({ page, limit, q, tag }: ListQuery) {
  const found = "search @@ websearch_to_tsquery('english', $1)";
  const matches = `published_at is not null
    and ($1::text is null or ${found})
    and ($2::text is null or exists (
      select 1 from post_tags join tags on tags.id = tag_id where post_id = posts.id and name = $2
    ))`;
  const counted = `select count(*)::int as total from posts where ${matches}`;
  const [count] = await database.query<{ total: number }>(counted, [q, tag]);
  const text = `select ${inLists} ${postsWithAuthors} where ${matches} ${newestFirst} limit $3 offset $4`;
  const data = await database.query<ListedPost>(text, [q, tag, limit, (page - 1) * limit]);
  return { data, page, limit, total: count!.total };
}

/** The newest posts, with the HTML of those that are short enough for a feed. */
export async function listPostsForFeed(limit: number) {
  const text = `select ${inLists}, case when octet_length(html) <= 8000 then html end as "shortHtml"
    ${postsWithAuthors} where published_at is not null ${newestFirst} limit $1`;
  return database.query<ListedPost & { shortHtml: string | null }>(text, [limit]);
}

/** One page of an author's posts, drafts first, and the number of posts on all pages. */
export async function listOwnPosts(ownerId: number, { page, limit }: Paging) {
  const counted = "select count(*)::int as total from posts where owner_id = $1";
  const [count] = await database.query<{ total: number }>(counted, [ownerId]);
  const text = `select ${inLists} ${postsWithAuthors} where owner_id = $1
    order by published_at desc nulls first, posts.id desc limit $2 offset $3`;
  const data = await database.query<ListedPost>(text, [ownerId, limit, (page - 1) * limit]);
  return { data, page, limit, total: count!.total };
}

export async function findPost(slug: string): Promise<Post | undefined> {
  const text = `select ${inLists}, body, html ${postsWithAuthors} where slug = $1`;
  const [post] = await database.query<Post>(text, [slug]);
  return post;
}

/** Stores a post and its tags together or not at all. */
export async function insertPost(ownerId: number, post: PostInput): Promise<void> {
  await database.transaction(async (tx) => {
    const text = `insert into posts (owner_id, slug, title, body, html, excerpt, published_at)
      values ($1, $2, $3, $4, $5, $6, case when $7::boolean then now() end) returning id`;
    const values = [ownerId, post.slug, post.title, post.body, post.html, post.excerpt, post.published];
    const [row] = await tx.query<{ id: number }>(text, values);
    await setTags(row!.id, post.tags, tx);
  });
}

export async function updatePost(id: number, post: PostInput): Promise<void> {
  await database.transaction(async (tx) => {
    // A published post keeps its date when it changes. A draft has none.
    const text = `update posts set slug = $2, title = $3, body = $4, html = $5, excerpt = $6,
      updated_at = now(), published_at = case when $7::boolean then coalesce(published_at, now()) end
      where id = $1`;
    const values = [id, post.slug, post.title, post.body, post.html, post.excerpt, post.published];
    await tx.query(text, values);
    await setTags(id, post.tags, tx);
  });
}

export async function deletePost(id: number): Promise<void> {
  await database.query("delete from posts where id = $1", [id]);
}
