// The feed: what is new, for feed readers (RSS 2.0).
import { Router } from "express";
import { only } from "../errors.ts";
import { htmlFrom } from "./markdown.ts";
import { listPosts } from "./posts.queries.ts";

export const feed = Router();

// GET /feed.xml
feed.get("/feed.xml", async (req, res) => {
  const { data } = await listPosts({ page: 1, limit: 20 });
  const posts = data.map((post) => ({ ...post, html: htmlFrom(post.body) }));
  res.type("application/rss+xml").render("feed", { origin: `${req.protocol}://${req.host}`, posts });
});

feed.all("/feed.xml", only("GET", "HEAD"));
