// Post pages: everyone can read published posts. Authors write, and each changes only their own posts.
import { Router, type Request, type Response } from "express";
import { currentUser } from "../auth/current-user.ts";
import { mustOwn } from "../auth/ownership.ts";
import { requireRole } from "../auth/roles.ts";
import { listComments } from "../comments/comments.queries.ts";
import { only } from "../errors.ts";
import { form, goOn, type Filled, type Show } from "../http/pages.ts";
import { listTags, type Tag } from "../tags/tags.queries.ts";
import { deletePost, insertPost, listOwnPosts, listPosts, updatePost, type Post } from "./posts.queries.ts";
import { listQuery, postInput, type Paging, type PostInput } from "./posts.schemas.ts";
import { visiblePost } from "./visible-post.ts";

export const postPages = Router();

const perPage = 5;
export const commentsPerPage = 20;

// GET /
postPages.get("/", async (req, res) => {
  await showList(req, res, { tags: (await listTags({ page: 1, limit: 12 })).data, empty: "No posts yet." });
});

// GET /tags/:tag
postPages.get("/tags/:tag", async (req, res) => {
  // task tag-page
  const { tag } = req.params;
  await showList(req, res, { tag, heading: `Posts about ${tag}`, empty: "No posts about this yet." });
  // starter
  // return todo("tag-page");
  // end tag-page
});

// GET /search
postPages.get("/search", async (req, res) => {
  if (typeof req.query.q !== "string" || req.query.q.trim() === "") return res.redirect("/");
  await showList(req, res, { heading: "Search", empty: "No post contains these words." });
});

// GET /write
postPages.get("/write", async (req, res) => {
  await requireRole(req, "author");
  showEmptyForm(req, res);
});

// POST /write
postPages.post("/write", form(showEmptyForm, async (req, res) => {
  const user = await requireRole(req, "author");
  await save(req, res, showEmptyForm, (input) => insertPost(user.id, input));
}));

// GET /your-posts
postPages.get("/your-posts", async (req, res) => {
  const user = await requireRole(req, "author");
  const { data, ...list } = await listOwnPosts(user.id, listQuery.parse({ ...req.query, limit: 50 }));
  res.render("your-posts", { posts: data, ...pagesOf(list) });
});

// GET /posts/:slug
postPages.get("/posts/:slug", (req, res) => showPost(req, res));

// GET /posts/:slug/edit
postPages.get("/posts/:slug/edit", (req, res) => showEdit(req, res));

// POST /posts/:slug/edit
postPages.post("/posts/:slug/edit", form(showEdit, async (req, res) => {
  const { id } = await ownPost(req);
  await save(req, res, showEdit, (input) => updatePost(id, input));
}));

// POST /posts/:slug/delete
postPages.post("/posts/:slug/delete", async (req, res) => {
  const { id } = await ownPost(req);
  await deletePost(id);
  goOn(res, "/your-posts", "deleted");
});

postPages.all(["/", "/tags/:tag", "/search", "/your-posts", "/posts/:slug"], only("GET", "HEAD"));
postPages.all(["/write", "/posts/:slug/edit"], only("GET", "HEAD", "POST"));
postPages.all("/posts/:slug/delete", only("POST"));

async function ownPost(req: Request): Promise<Post> {
  const user = await requireRole(req, "author");
  const post = await visiblePost(req);
  mustOwn(user, post);
  return post;
}

type List = { tag?: string; heading?: string; empty: string; tags?: Tag[] };

async function showList(req: Request, res: Response, { tag, ...shown }: List): Promise<void> {
  const { page, limit, q } = listQuery.parse({ ...req.query, limit: perPage });
  const { data, ...list } = await listPosts({ page, limit, q, tag });
  const link = q === undefined ? "?page=" : `?q=${encodeURIComponent(q)}&page=`;
  res.render("list", { ...shown, q, posts: data, ...pagesOf(list, link) });
}

/** A post with its comments. Only its author sees the hidden ones. */
export async function showPost(req: Request, res: Response, filled: Filled = {}): Promise<void> {
  const post = await visiblePost(req);
  const user = currentUser(req);
  const mine = user?.role === "author" && user.id === post.ownerId;
  const query = listQuery.parse({ ...req.query, limit: commentsPerPage });
  const { data, ...list } = await listComments(post.id, mine, query);
  const comments = data.map((comment) => ({ ...comment, mine: comment.ownerId === user?.id }));
  res.render("post", { post, mine, comments, ...pagesOf(list, `/posts/${post.slug}?page=`), ...filled });
}

/** The data for the links to other pages of a list. A page's number follows `link`. */
function pagesOf({ page, limit, total }: Paging & { total: number }, link = "?page=") {
  return { page, total, pages: Math.ceil(total / limit), link };
}

function showEmptyForm(req: Request, res: Response, filled: Filled = {}): void {
  res.render("post-form", { heading: "Write a post", action: "/write", published: false, ...filled });
}

async function showEdit(req: Request, res: Response, filled: Filled = {}): Promise<void> {
  // Without a login the form contains only its own input, so it does not reveal whether the post exists.
  const post = filled.loggedOut === true ? undefined : await ownPost(req);
  const values = { ...post, tags: post?.tags.join(", ") };
  const published = typeof post?.publishedAt === "string";
  res.render("post-form", { heading: "Edit the post", action: req.path, published, values, ...filled });
}

/** Stores the post of a form, or shows what it will look like. */
async function save(req: Request, res: Response, show: Show, store: (post: PostInput) => Promise<void>) {
  const post = postInput.parse(req.body);
  if (post.action === "preview") return show(req, res, { values: req.body, preview: post.html });
  // If another post has the address made from the title, the form shows it, so that it can be changed.
  req.body = { ...(req.body as object), slug: post.slug };
  await store(post);
  goOn(res, `/posts/${post.slug}`, post.published ? "published" : "drafted");
}
