// Makes posts and comments for tests.
import type { Browser, Fields } from "./browser.ts";
import { unique } from "./unique.ts";

/** What the form of a post holds, ready to be sent. */
export function aPost(more: Fields = {}): Fields {
  const number = unique();
  return { title: `Title ${number}`, slug: `post-${number}`, tags: "", body: "Some *words*.", action: "publish", ...more };
}

/** Writes a post, and returns its path. */
export async function write(author: Browser, more: Fields = {}): Promise<string> {
  const { to } = await author.send("/write", aPost(more));
  return to!;
}

/** Writes a comment, and returns its path. */
export async function comment(author: Browser, post: string, body = "A comment"): Promise<string> {
  const { to } = await author.send(`${post}/comments`, { body });
  return `/comments/${to!.split("#comment-")[1]}`;
}
