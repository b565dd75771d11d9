// Tag queries: every SQL statement about tags.
import { database, type Queryable } from "../database/database.ts";
import type { Paging } from "../posts/posts.schemas.ts";

export type Tag = { name: string; posts: number };

/** The tags of published posts with the numbers of these posts, most used first. */
export async function listTags({ page, limit }: Paging) {
  const used = `from tags join post_tags on tag_id = tags.id join posts on posts.id = post_id
    where published_at is not null`;
  const counted = `select count(distinct name)::int as total ${used}`;
  const [count] = await database.query<{ total: number }>(counted);
  const text = `select name, count(*)::int as posts ${used}
    group by name order by posts desc, name limit $1 offset $2`;
  const data = await database.query<Tag>(text, [limit, (page - 1) * limit]);
  return { data, page, limit, total: count!.total };
}

/** Gives a post exactly these tags, and creates the new ones. */
export async function setTags(postId: number, names: string[], tx: Queryable): Promise<void> {
  await tx.query("delete from post_tags where post_id = $1", [postId]);
  // A new tag is locked until the transaction ends. The order prevents deadlocks between two posts.
  const create = `insert into tags (name) select name from unnest($1::text[]) as name order by name
    on conflict do nothing`;
  await tx.query(create, [names]);
  const link = "insert into post_tags (post_id, tag_id) select $1, id from tags where name = any($2)";
  await tx.query(link, [postId, names]);
}
