// Test posts: creates posts and comments.
import type { Browser, Fields } from "./browser.ts";
import { unique } from "./unique.ts";

/** The fields of a valid post form. */
export function aPost(more: Fields = {}): Fields {
  const number = unique();
  return { title: `Title ${number}`, slug: `post-${number}`, tags: "", body: "Some *words*.", action: "publish", ...more };
}

/** Creates a post, and returns its path. */
export async function write(author: Browser, more: Fields = {}): Promise<string> {
  const { to } = await author.send("/write", aPost(more));
  return to!;
}

/** Creates a comment, and returns its path. */
export async function comment(author: Browser, post: string, body = "A comment"): Promise<string> {
  const { to } = await author.send(`${post}/comments`, { body });
  return `/comments/${to!.split("#comment-")[1]}`;
}
