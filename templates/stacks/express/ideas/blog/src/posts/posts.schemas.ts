// What a post looks like, on its way in and on its way out.
import { z } from "zod";
import { line, prose } from "../http/text.ts";
import { paging } from "../http/params.ts";

const words = /^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*$/u;
const tag = z.string().max(30, "A tag has up to 30 letters.").regex(words, "Tags are letters and digits, with commas between them.");
const slug = z.string().max(80).regex(words, "Use letters, digits and dashes.");

// The form sends every field as text. `strictObject` refuses what is not listed, so nobody can set ownerId.
export const postInput = z
  .strictObject({
    title: line(150),
    body: prose(50_000),
    tags: z.string().max(300).transform(tagsFrom).pipe(z.array(tag).max(5, "Five tags are enough.")),
    slug: z.string().trim().toLowerCase().pipe(z.union([z.literal(""), slug])),
    action: z.enum(["preview", "draft", "publish"]),
  })
  .transform(({ slug, ...input }) => ({ ...input, slug: slug || slugFrom(input.title), published: input.action === "publish" }));

export type PostInput = z.infer<typeof postInput>;

/** What a list may be asked for: ?page=2&q=search words&tag=name. */
export const listQuery = z.object({ ...paging, q: line(100).optional(), tag: tag.optional() });

// A post in the API. `object` drops what is not listed, so that nothing else leaves the app.
export const publicPost = z
  .object({
    slug: z.string(),
    title: z.string(),
    body: z.string(),
    author: z.string(),
    tags: z.array(z.string()),
    comments: z.int(),
    publishedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Post" });

/** "PostgreSQL, full  text" -> ["postgresql", "full-text"], each once. */
function tagsFrom(text: string): string[] {
  const names = text.split(",").map((name) => name.trim().toLowerCase().replace(/\s+/g, "-"));
  return [...new Set(names.filter(Boolean))];
}

/** "Why I like `NULL`!" -> "why-i-like-null": the words of a title, as they can stand in an address. */
function slugFrom(title: string): string {
  const dashed = title.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  // Some letters count as two: \p{Cs} is the first half of one that was cut in the middle.
  return dashed.slice(0, 80).replace(/^-|-?\p{Cs}?$/gu, "") || "post";
}
