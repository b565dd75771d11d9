// Feed: the newest posts for feed readers (RSS 2.0).
import { Router } from "express";
import { config } from "../config.ts";
import { only } from "../errors.ts";
import { escapeHtml } from "./markdown.ts";
import { listPostsForFeed } from "./posts.queries.ts";

export const feed = Router();

// GET /feed.xml
feed.get("/feed.xml", async (req, res) => {
  const newest = await listPostsForFeed(20);
  const posts = newest.map((post) => ({ ...post, html: post.shortHtml ?? escapeHtml(post.excerpt) }));
  const origin = config.SITE_URL ?? `${req.protocol}://${req.host}`;
  res.type("application/rss+xml").render("feed", { origin, posts });
});

feed.all("/feed.xml", only("GET", "HEAD"));
