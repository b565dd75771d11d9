// List tests: pages, tags, search, the feed, and the API.
import { beforeAll, describe, expect, test } from "vitest";
import { call } from "./support/api.ts";
import { Browser, newAuthor } from "./support/browser.ts";
import { comment, write } from "./support/posts.ts";

interface List {
  data: { slug: string; title: string }[];
  total: number;
}

const reader = new Browser();
const slugs: string[] = [];

beforeAll(async () => {
  const author = await newAuthor();
  for (let number = 1; number <= 7; number += 1) {
    const path = await write(author, {
      title: `Post number ${number}`,
      tags: number > 5 ? "rare, common" : "common",
      body: number === 3 ? "An elephant runs." : "Words.",
    });
    slugs.unshift(path.replace("/posts/", ""));
  }
});

/** The posts of this test that a page links to, in the order of `slugs`: newest first. */
async function shown(path: string): Promise<string[]> {
  const { html } = await reader.visit(path);
  return slugs.filter((slug) => html.includes(`href="/posts/${slug}"`));
}

describe("The pages", () => {
  test("show five posts at a time, newest first, with links to the others", async () => {
    expect(await shown("/")).toEqual(slugs.slice(0, 5));
    expect((await reader.visit("/")).html).toContain('href="?page=2"');
    expect(await shown("/?page=2")).toEqual(slugs.slice(5));
    const { html } = await reader.visit("/");
    const places = slugs.slice(0, 5).map((slug) => html.indexOf(`/posts/${slug}"`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("show the posts of a tag", async () => {
    expect(await shown("/tags/rare")).toEqual(slugs.slice(0, 2));
    expect(await shown("/tags/unknown")).toEqual([]);
  });

  test("have a URL for every tag", async () => {
    const tags = ["c++", "c#", ".net", "node.js", "ci/cd", "r&d", "o'reilly", "100%", "a?b", "../etc", "f*", "日本語"];
    const author = await newAuthor();
    for (const tag of tags) {
      const post = await write(author, { tags: tag });
      const [, link] = /class="tag" href="([^"]+)"/.exec((await reader.visit(post)).html)!;
      expect((await reader.visit(link!.replace("&#39;", "'"))).html).toContain(`href="${post}"`);
      expect((await call<List>(`GET /api/posts?tag=${encodeURIComponent(tag)}`)).body.total).toBe(1);
      await author.send(`${post}/delete`);
    }
  });

  test("find words in all their forms, with any other characters", async () => {
    expect(await shown("/search?q=running+elephants")).toEqual([slugs[4]]);
    expect(await shown("/search?q=number&page=2")).toEqual(slugs.slice(5));
    for (const strange of ["'", '"', "&", "!", "a:*", "<->", "%", "\\"]) {
      expect((await reader.visit(`/search?q=${encodeURIComponent(strange)}`)).status).toBe(200);
    }
    for (const none of ["", "?q=", "?q=%20"]) expect((await reader.visit(`/search${none}`)).to).toBe("/");
  });

  const wrong = [["/?page=0", "At least 1."], ["/?page=x", "type number"], ["/tags/%00", "cannot store"]];
  test.each(wrong)("refuse %s with a page that says why", async (path, reason) => {
    const { status, html } = await reader.visit(path);
    expect([status, html.includes(reason), html.includes("</html>")]).toEqual([422, true, true]);
  });
});

describe("The feed", () => {
  test("contains published posts, with absolute URLs", async () => {
    const { html, headers } = await reader.visit("/feed.xml");
    expect(headers.get("content-type")).toMatch("application/rss+xml");
    for (const slug of slugs) expect(html).toMatch(new RegExp(`<link>http://127.0.0.1:\\d+/posts/${slug}</link>`));
  });
});

describe("The API", () => {
  test("lists, filters and searches, one page at a time", async () => {
    const list = async (query: string) => (await call<List>(`GET /api/posts?${query}`)).body;
    expect((await list("limit=2&page=2")).data.map(({ slug }) => slug)).toEqual(slugs.slice(2, 4));
    expect(await list("limit=2")).toMatchObject({ page: 1, limit: 2, total: 7 });
    expect((await list("tag=rare")).total).toBe(2);
    expect((await list("q=elephant")).data).toMatchObject([{ slug: slugs[4] }]);
  });

  test("returns a post, its comments and the tags, with documented fields only", async () => {
    const author = await newAuthor("Commenter");
    await comment(author, `/posts/${slugs[0]}`, "Well said");
    const { body } = await call<object>(`GET /api/posts/${slugs[0]}`);
    const shown = ["author", "body", "comments", "publishedAt", "slug", "tags", "title", "updatedAt"];
    expect(Object.keys(body).sort()).toEqual(shown);
    expect(body).toMatchObject({ comments: 1, tags: ["common", "rare"] });
    const comments = await call<{ data: object[] }>(`GET /api/posts/${slugs[0]}/comments`);
    expect(comments.body).toMatchObject({ data: [{ author: "Commenter", body: "Well said" }], total: 1 });
    expect(Object.keys(comments.body.data[0]!).sort()).toEqual(["author", "body", "createdAt", "id"]);
    const tags = await call("GET /api/tags?limit=1");
    expect(tags.body).toEqual({ data: [{ name: "common", posts: 7 }], page: 1, limit: 1, total: 2 });
  });

  test("returns 404 for unknown things, and 422 for invalid queries", async () => {
    for (const path of ["/api/posts/nothing", "/api/posts/nothing/comments"]) {
      expect((await call(`GET ${path}`)).status).toBe(404);
    }
    for (const query of ["page=0", "limit=101", "sort=secret", "q="]) {
      expect((await call(`GET /api/posts?${query}`)).status).toBe(422);
    }
    expect((await call("GET /api/tags?limit=x")).status).toBe(422);
  });
});
