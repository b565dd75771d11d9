// Post schemas: the input from a form, and the output of the API.
import { z } from "zod";
import { line, prose } from "../http/text.ts";
import { paging } from "../http/params.ts";
import { excerptFrom, htmlFrom } from "./markdown.ts";

const words = /^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*$/u;
// "c++", ".net", "node.js", "ci/cd": any name with at least one letter or digit, which (?=...) requires.
const tagName = /^(?=.*[\p{L}\p{N}])[^\s,<>"\\\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]+$/u;
const tag = z.string()
  .max(30, "A tag can have at most 30 characters.")
  .regex(tagName, 'A tag has a letter or a digit, and no < > " or \\.');
const slug = z.string().max(80).regex(words, "Use letters, digits and dashes.");

/** Markdown, converted once when it is stored, so that showing it is fast. */
const markdown = prose(50_000).transform((body, context) => {
  const html = htmlFrom(body);
  if (html !== undefined) return { body, html, excerpt: excerptFrom(body) };
  context.addIssue("The page would be more than 200 kB: shorten tables, lists or links, or write two posts.");
  return z.NEVER;
});

// The form sends every field as text. `strictObject` refuses unlisted fields, so nobody can set ownerId.
export const postInput = z
  .strictObject({
    title: line(150),
    body: markdown,
    tags: z.string().max(300).transform(tagsFrom).pipe(z.array(tag).max(5, "At most five tags.")),
    slug: z.string().trim().toLowerCase().pipe(z.union([z.literal(""), slug])),
    action: z.enum(["preview", "draft", "publish"]),
  })
  .transform(({ body, slug, ...input }) => ({
    ...input,
    ...body,
    slug: slug || slugFrom(input.title),
    published: input.action === "publish",
  }));

export type PostInput = z.infer<typeof postInput>;

/** The query of a list: ?page=2&q=search words&tag=name. */
export const listQuery = z.object({ ...paging, q: line(100).optional(), tag: tag.optional() });

export type ListQuery = z.infer<typeof listQuery>;
export type Paging = Pick<ListQuery, "page" | "limit">;

// A post in the API. `object` drops fields that are not listed, so that nothing else leaves the app.
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

// Lists contain an excerpt of each post: a hundred whole posts would be megabytes.
export const listedPost = publicPost
  .omit({ body: true })
  .extend({ excerpt: z.string() })
  .meta({ id: "PostInList" });

/** A post in a list on a page, which can be a draft. */
export interface ListedPost extends Omit<z.infer<typeof listedPost>, "publishedAt"> {
  id: number;
  ownerId: number;
  publishedAt: string | null;
}

/** "PostgreSQL, full  text" -> ["postgresql", "full-text"], each once. */
function tagsFrom(text: string): string[] {
  const names = text.split(",").map((name) => name.trim().toLowerCase().replace(/\s+/g, "-"));
  return [...new Set(names.filter(Boolean))];
}

/** "Why I like `NULL`!" -> "why-i-like-null": the words of a title in the form of a URL. */
function slugFrom(title: string): string {
  const dashed = title.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  // Some characters count as two: \p{Cs} is the first half of one that was cut in the middle.
  return dashed.slice(0, 80).replace(/^-|-?\p{Cs}?$/gu, "") || "post";
}
