// Post API: published posts, their comments and tags as JSON.
import { Router } from "express";
import { z } from "zod";
import { listComments } from "../comments/comments.queries.ts";
import { publicComment } from "../comments/comments.schemas.ts";
import { document } from "../docs/openapi.ts";
import { only } from "../errors.ts";
import { pageOf, paging } from "../http/params.ts";
import { listTags } from "../tags/tags.queries.ts";
import { listPosts } from "./posts.queries.ts";
import { listedPost, listQuery, publicPost } from "./posts.schemas.ts";
import { visiblePost } from "./visible-post.ts";

export const api = Router();

const query = z.strictObject(listQuery.shape);
const params = z.strictObject({ slug: z.string() });
const pages = z.strictObject(paging);
const publicTag = z.strictObject({ name: z.string(), posts: z.int() }).meta({ id: "Tag" });

// GET /api/posts
api.get("/posts", async (req, res) => {
  res.json(pageOf(listedPost).parse(await listPosts(query.parse(req.query))));
});

// GET /api/posts/:slug
api.get("/posts/:slug", async (req, res) => {
  res.json(publicPost.parse(await visiblePost(req)));
});

// GET /api/posts/:slug/comments
api.get("/posts/:slug/comments", async (req, res) => {
  const { id } = await visiblePost(req);
  const comments = await listComments(id, false, pages.parse(req.query));
  res.json(pageOf(publicComment).parse(comments));
});

// GET /api/tags
api.get("/tags", async (req, res) => {
  res.json(await listTags(pages.parse(req.query)));
});

api.all(["/posts", "/posts/:slug", "/posts/:slug/comments", "/tags"], only("GET", "HEAD"));

const tag = "Posts";
document("GET /api/posts", "listPosts", "List and search", { tag, query, ok: [200, pageOf(listedPost)] });
document("GET /api/posts/{slug}", "readPost", "Read one", { tag, params, ok: [200, publicPost] });
document("GET /api/posts/{slug}/comments", "listComments", "List its comments", {
  tag, params, query: pages, ok: [200, pageOf(publicComment)],
});
document("GET /api/tags", "listTags", "List tags, most used first", {
  tag, query: pages, ok: [200, pageOf(publicTag)],
});
