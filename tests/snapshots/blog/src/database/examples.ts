// Examples: inserts the people, posts and comments in seeds/.
import { readFileSync } from "node:fs";
import { insertUser, type User } from "../auth/users.queries.ts";
import { excerptFrom, htmlFrom } from "../posts/markdown.ts";
import type { ListedPost } from "../posts/posts.schemas.ts";
import { setTags } from "../tags/tags.queries.ts";
import type { Queryable } from "./database.ts";

/** Each author is an email address. */
type ExamplePost = Pick<ListedPost, "slug" | "title" | "author" | "tags" | "publishedAt"> & {
  comments: { author: string; body: string }[];
};

const folder = new URL("../../seeds/", import.meta.url);

/** Inserts all examples. The other authors have the demo user's role, but no password to log in with. */
export async function insertExamples(demo: User, tx: Queryable): Promise<void> {
  const ids = new Map([[demo.email, demo.id]]);
  for (const person of read<{ name: string; email: string }[]>("users.json")) {
    const { id } = await insertUser({ ...person, password: "", role: demo.role }, tx);
    ids.set(person.email, id);
  }
  for (const { slug, title, author, tags, publishedAt, comments } of read<ExamplePost[]>("posts.json")) {
    const body = readFileSync(new URL(`posts/${slug}.md`, folder), "utf8").trim();
    const [post] = await tx.query<{ id: number }>(
      `insert into posts (owner_id, slug, title, body, html, excerpt, published_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, coalesce($7, now())) returning id`,
      [ids.get(author), slug, title, body, htmlFrom(body), excerptFrom(body), publishedAt],
    );
    await setTags(post!.id, tags, tx);
    for (const comment of comments) {
      const text = `insert into comments (post_id, owner_id, body, created_at)
        values ($1, $2, $3, $4::timestamptz + interval '20 hours')`;
      await tx.query(text, [post!.id, ids.get(comment.author), comment.body, publishedAt]);
    }
  }
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, folder), "utf8")) as T;
}
