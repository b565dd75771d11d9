// Blog breakages: mistakes that people make in a blog, each of which must make the blog's own tests fail.
import { describe, expect, test } from "vitest";
import { expectTestsToFail, sampled, stale, type Breakage } from "../support/breakage.ts";
import { folderForThisFile } from "../support/folders.ts";

const breakages: Breakage[] = [
  {
    mistake: "everybody can read a draft",
    file: "src/posts/visible-post.ts",
    find: "post.publishedAt !== null || ",
    replace: "post.publishedAt !== undefined || ",
  },
  {
    mistake: "lists show drafts",
    file: "src/posts/posts.queries.ts",
    find: "const matches = `published_at is not null",
    replace: "const matches = `true",
  },
  {
    mistake: "anybody may change and delete a post",
    file: "src/posts/posts.pages.ts",
    find: "  mustOwn(user, post);\n",
    replace: "  void [user, mustOwn];\n",
  },
  {
    mistake: "a delete removes every post",
    file: "src/posts/posts.queries.ts",
    find: '"delete from posts where id = $1"',
    replace: '"delete from posts where id = $1 or true"',
  },
  {
    mistake: "changing the tags of a post removes the tags of all others",
    file: "src/tags/tags.queries.ts",
    find: '"delete from post_tags where post_id = $1"',
    replace: '"delete from post_tags where post_id = $1 or true"',
  },
  {
    mistake: "everybody can open the form for a new post",
    file: "src/posts/posts.pages.ts",
    find: '  await requireRole(req, "author");\n  showEmptyForm',
    replace: "  showEmptyForm",
  },
  {
    mistake: "readers may write posts",
    file: "src/posts/posts.pages.ts",
    find: '  const user = await requireRole(req, "author");\n  await save',
    replace: '  const user = await requireRole(req, "author").catch(() => requireRole(req, "member"));\n  await save',
  },
  {
    mistake: "roles are not checked",
    file: "src/auth/roles.ts",
    find: "if (user.role !== role) throw",
    replace: "if (user.role === undefined) throw",
  },
  {
    mistake: "everyone who registers is an author",
    file: "src/auth/users.queries.ts",
    find: 'isFirst ? "author" : "member"',
    replace: 'isFirst !== undefined ? "author" : "member"',
  },
  {
    mistake: "example users count as the first account",
    file: "src/auth/users.queries.ts",
    find: "where password_hash <> '' and email <> $1",
    replace: "where $1::text is not null",
  },
  {
    mistake: "the registration form accepts a role",
    file: "src/auth/auth.schemas.ts",
    find: "registration = z.strictObject(",
    replace: "registration = z.object(",
  },
  {
    mistake: "registration works although it is closed by REGISTRATION",
    file: "src/app.ts",
    find: '  if (settings.REGISTRATION === "closed") app.use("/register", registrationClosed);\n',
    replace: "  void registrationClosed;\n",
  },
  {
    mistake: "a preview stores the post",
    file: "src/posts/posts.pages.ts",
    find: '  if (post.action === "preview") return show(req, res, { values: req.body, preview: post.html });\n',
    replace: "  void show;\n",
  },
  {
    mistake: "HTML in Markdown is not escaped",
    file: "src/posts/markdown.ts",
    find: "html: false",
    replace: "html: true",
  },
  {
    mistake: "links may use any protocol",
    file: "src/posts/markdown.ts",
    find: "URL.canParse(address, here) && web.includes(new URL(address, here).protocol);",
    replace: "web.length + here.length + address.length > 0;",
  },
  {
    mistake: "images send a referrer to other sites",
    file: "src/posts/markdown.ts",
    find: '  token.attrSet("referrerpolicy", "no-referrer");\n',
    replace: "",
  },
  {
    mistake: "images are loaded without https",
    file: "src/posts/markdown.ts",
    find: "/^https:/i",
    replace: "/^/",
  },
  {
    mistake: "the size of a rendered post is not limited",
    file: "src/posts/markdown.ts",
    find: "return Buffer.byteLength(html) > mostBytes ? undefined : html;",
    replace: "return html;",
  },
  {
    mistake: "the search index is built from texts without word breaks",
    file: "migrations/0003_create_posts.sql",
    find: "regexp_replace(translate(body, '<', ' '), '(\\S{50})', '\\1 ', 'g')",
    replace: "body",
  },
  {
    mistake: "the feed holds the full text of long posts",
    file: "src/posts/posts.queries.ts",
    find: "octet_length(html) <= 8000",
    replace: "octet_length(html) <= 8000000",
  },
  {
    mistake: "the feed does not escape HTML in an excerpt",
    file: "src/posts/feed.pages.ts",
    find: "escapeHtml(post.excerpt)",
    replace: "(void escapeHtml, post.excerpt)",
  },
  {
    mistake: "links to tags are not encoded",
    file: "views/partials/byline.ejs",
    find: "encodeURIComponent(tag)",
    replace: "tag",
  },
  {
    mistake: "the input of a form is lost when the session has ended",
    file: "src/http/pages.ts",
    find: "wrong.length === 0 && !loggedOut",
    replace: "wrong.length === 0",
  },
  {
    mistake: "an error about a generated address is shown at an empty field",
    file: "src/posts/posts.pages.ts",
    find: "  req.body = { ...(req.body as object), slug: post.slug };\n",
    replace: "",
  },
  {
    mistake: "a title is not escaped",
    file: "views/post.ejs",
    find: '<h1 dir="auto"><%= post.title %></h1>',
    replace: '<h1 dir="auto"><%- post.title %></h1>',
  },
  {
    mistake: "a comment is not escaped",
    file: "views/post.ejs",
    find: "<%= comment.body %>",
    replace: "<%- comment.body %>",
  },
  {
    mistake: "the input of a refused form is not escaped",
    file: "views/partials/field.ejs",
    find: 'value="<%= typed %>"',
    replace: 'value="<%- typed %>"',
  },
  {
    mistake: "anybody may hide a comment",
    file: "src/comments/comments.pages.ts",
    find: "  mustOwn(user, { ownerId: comment.postOwnerId });\n",
    replace: "  void user;\n",
  },
  {
    mistake: "the author of a post may delete comments of others",
    file: "src/comments/comments.pages.ts",
    find: "  mustOwn(user, comment);\n",
    replace: "  mustOwn(user, { ownerId: [comment.ownerId, comment.postOwnerId].includes(user.id) ? user.id : 0 });\n",
  },
  {
    mistake: "hidden comments are shown to everybody",
    file: "src/comments/comments.queries.ts",
    find: "and (not hidden or $2)",
    replace: "and (not hidden or $2 or true)",
  },
  {
    mistake: "a delete removes every comment",
    file: "src/comments/comments.queries.ts",
    find: '"delete from comments where id = $1"',
    replace: '"delete from comments where id = $1 or true"',
  },
  {
    mistake: "comments are accepted without a login",
    file: "src/comments/comments.pages.ts",
    find: "  const user = await requireUser(req);\n  const post = await visiblePost(req);",
    replace: "  const user = await requireUser(req).catch(() => ({ id: 1 }));\n  const post = await visiblePost(req);",
  },
  {
    mistake: "forms of other sites are accepted",
    file: "src/app.ts",
    find: "  app.use(sameSiteOnly(settings.SITE_URL));\n",
    replace: "  void sameSiteOnly;\n",
  },
  {
    mistake: "forms without Sec-Fetch-Site are accepted from any origin",
    file: "src/http/same-site.ts",
    find: "new URL(origin).host === here",
    replace: "new URL(origin).host !== \"\"",
  },
  {
    mistake: "the session from before the login stays valid",
    file: "src/auth/current-user.ts",
    find: "  await deleteSession(sessionHash(req));\n",
    replace: "  void deleteSession;\n",
  },
  {
    mistake: "logging out deletes the cookie but not the session",
    file: "src/auth/auth.pages.ts",
    find: "  await deleteSession(sessionHash(req));\n",
    replace: "  void deleteSession;\n",
  },
  {
    mistake: "scripts can read the cookie",
    file: "src/auth/current-user.ts",
    find: "httpOnly: true",
    replace: "httpOnly: false",
  },
  {
    mistake: "the session cookie is sent with forms of other sites",
    file: "src/auth/current-user.ts",
    find: 'sameSite: "lax"',
    replace: 'sameSite: "none"',
  },
  {
    mistake: "the login redirects to other sites",
    file: "src/auth/auth.pages.ts",
    find: '.regex(/^\\/(?![/\\\\])[^\\\\\\s\\p{Cc}]*$/u)',
    replace: "",
  },
  {
    mistake: "the search finds parts of words instead of words",
    file: "src/posts/posts.queries.ts",
    find: "search @@ websearch_to_tsquery('english', $1)",
    replace: "body ilike '%' || $1 || '%'",
  },
  {
    mistake: "every page of a list shows the first page",
    file: "src/posts/posts.queries.ts",
    find: "[q, tag, limit, (page - 1) * limit]",
    replace: "[q, tag, limit, page * 0]",
  },
  {
    mistake: "a refused form loses what was typed",
    file: "src/http/pages.ts",
    find: "{ values: req.body, errors, message, loggedOut }",
    replace: "{ errors, message, loggedOut }",
  },
  {
    mistake: "the API returns more fields of a post than documented",
    file: "src/posts/posts.schemas.ts",
    find: "    updatedAt: z.iso.datetime(),\n",
    replace: "    updatedAt: z.iso.datetime(),\n    ownerId: z.int(),\n",
  },
  {
    mistake: "errors are sent to browsers as JSON",
    file: "src/errors.ts",
    find: "  if (isForPeople(req)) return showProblem(problem, req, res);\n",
    replace: "  void [isForPeople, showProblem];\n",
  },
  {
    mistake: "failed logins are not limited",
    file: "src/http/limits.ts",
    find: "refuseAfter(limit, attempts, both);",
    replace: "refuseAfter(1000 * limit, attempts, both);",
  },
  {
    mistake: "successful logins count as failed ones",
    file: "src/http/limits.ts",
    find: "if (result === undefined) for",
    replace: "if (result !== null) for",
  },
  {
    mistake: "the back button shows the account after logging out",
    file: "src/auth/current-user.ts",
    find: 'user === undefined ? "private, no-cache" : "no-store"',
    replace: '"private, no-cache"',
  },
  {
    mistake: "the response that sets the session cookie may be cached",
    file: "src/auth/current-user.ts",
    find: '  res.set("Cache-Control", "no-store");\n',
    replace: "",
  },
];

test("every mistake can still be applied to the templates", () => {
  expect(stale("blog", breakages)).toEqual([]);
});

describe("The tests of a generated blog fail when", () => {
  const folder = folderForThisFile();

  test.each(sampled(breakages))("$mistake", async (breakage) => {
    await expectTestsToFail("blog", breakage, folder);
  });
});
