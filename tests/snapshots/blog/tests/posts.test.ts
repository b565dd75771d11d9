// Post tests: writing, reading and changing posts.
import { describe, expect, test } from "vitest";
import { Browser, newAuthor, newcomer } from "./support/browser.ts";
import { aPost, write } from "./support/posts.ts";

const visitor = new Browser();

describe("Writing", () => {
  test("publishes a post that everyone can read", async () => {
    const author = await newAuthor("Ann Author");
    const post = aPost({ tags: "SQL, full text, sql", body: "Some *words*." });
    const { status, to } = await author.send("/write", post);
    expect(status).toBe(303);
    const { html } = await visitor.visit(to!);
    for (const shown of [post.title, "Ann Author", "<em>words</em>", "/tags/full-text"]) {
      expect(html).toContain(shown);
    }
    expect(html.match(/href="\/tags\/sql"/g)).toHaveLength(1);
  });

  test("makes the address from the title if none is given", async () => {
    const author = await newAuthor();
    expect(await write(author, { slug: "", title: "Why `NULL` isn't 0!" })).toBe("/posts/why-null-isn-t-0");
    expect(await write(author, { slug: "", title: "!!!" })).toBe("/posts/post");
    const cut = encodeURI(`a${"𝒳".repeat(39)}`);
    expect(await write(author, { slug: "", title: `a${"𝒳".repeat(60)}` })).toBe(`/posts/${cut}`);
  });

  test("shows a preview, and stores nothing", async () => {
    const author = await newAuthor();
    const post = aPost({ action: "preview" });
    const { status, html } = await author.send("/write", post);
    expect(status).toBe(200);
    for (const shown of ["<em>words</em>", "Some *words*.", post.title]) expect(html).toContain(shown);
    expect((await author.visit(`/posts/${post.slug}`)).status).toBe(404);
  });

  test.each([
    ["title", ""],
    ["title", "x".repeat(151)],
    ["title", "bell \u0007"],
    ["body", " \r\n "],
    ["tags", "a,b,c,d,e,f"],
    ["tags", "<b>"],
    ["tags", "--"],
    ["slug", "not/a/slug"],
    ["action", "explode"],
    ["ownerId", "1"],
  ])("shows the form with its values again if %s is %j", async (field, value) => {
    const post = aPost({ body: "Kept words", [field]: value });
    const { status, html } = await (await newAuthor()).send("/write", post);
    expect(status).toBe(422);
    expect(html).toContain(field === "body" ? post.title : "Kept words");
    expect((await visitor.visit(`/posts/${post.slug}`)).status).toBe(404);
  });

  test("refuses an address that is already in use", async () => {
    const author = await newAuthor();
    const post = aPost();
    await author.send("/write", post);
    const { status, html } = await author.send("/write", { ...post, title: "Kept title" });
    expect(status).toBe(409);
    expect(html).toContain("Kept title");
    // The field of a generated address shows it too when it is wrong.
    await author.send("/write", { ...post, slug: "", title: "Same words" });
    expect((await author.send("/write", { ...post, slug: "", title: "Same words!" })).html).toContain('value="same-words"');
  });

  test("requires a login", async () => {
    expect((await visitor.visit("/write")).to).toBe("/login?next=%2Fwrite");
    expect((await visitor.send("/write", aPost())).status).toBe(401);
  });

  test.each(["preview", "draft", "publish"])("keeps the values of the form if the session ended before %s", async (action) => {
    const author = await newAuthor();
    const path = await write(author, { action: "draft", title: "Secret draft" });
    author.cookies.clear();
    for (const form of ["/write", `${path}/edit`, "/posts/nothing/edit"]) {
      const { status, html } = await author.send(form, aPost({ action, title: "Kept title", body: "Kept words" }));
      expect([form, status]).toEqual([form, 401]);
      const kept = ['value="Kept title"', "Kept words</textarea>", 'href="/login"', `action="${form}"`];
      for (const part of kept) expect(html).toContain(part);
      expect(html).not.toContain("Secret draft");
    }
  });
});

describe("A draft", () => {
  test("is visible only to its author", async () => {
    const author = await newAuthor();
    const draft = await write(author, { action: "draft", title: "Secret draft" });
    expect((await author.visit(draft)).html).toContain("Secret draft");
    expect((await author.visit("/your-posts")).html).toContain("Secret draft");
    for (const other of [visitor, await newcomer()]) {
      expect((await other.visit(draft)).status).toBe(404);
      for (const list of ["/", "/search?q=secret", "/feed.xml", "/api/posts"]) {
        expect((await other.visit(list)).html).not.toContain("Secret draft");
      }
    }
    expect((await visitor.visit(`/api${draft}`)).status).toBe(404);
    expect((await (await newAuthor()).send(`${draft}/edit`, aPost())).status).toBe(404);
    expect((await (await newcomer()).send(`${draft}/comments`, { body: "Found you" })).status).toBe(404);
  });

  test("can be published, and made a draft again", async () => {
    const author = await newAuthor();
    const fields = aPost({ action: "draft" });
    const path = await write(author, fields);
    await author.send(`${path}/edit`, { ...fields, action: "publish" });
    expect((await visitor.visit(path)).status).toBe(200);
    await author.send(`${path}/edit`, fields);
    expect((await visitor.visit(path)).status).toBe(404);
  });
});

describe("Changing a post", () => {
  test("changes this post and no other", async () => {
    const author = await newAuthor();
    const [path, other] = [await write(author, { tags: "old" }), await write(author, { tags: "old" })];
    const before = (await visitor.visit(`/api${other}`)).html;
    expect((await author.visit(`${path}/edit`)).html).toContain("Some *words*.");
    const changed = aPost({ title: "Changed", tags: "new" });
    expect((await author.send(`${path}/edit`, changed)).to).toBe(`/posts/${changed.slug}`);
    expect((await visitor.visit(`/api/posts/${changed.slug}`)).html).toMatch(/"title":"Changed".*"tags":\["new"\]/);
    expect((await visitor.visit(`/api${other}`)).html).toBe(before);
  });

  test("keeps invalid values, and shows a preview", async () => {
    const author = await newAuthor();
    const path = await write(author);
    const invalid = await author.send(`${path}/edit`, aPost({ title: "", body: "Kept words" }));
    expect([invalid.status, invalid.html.includes("Kept words")]).toEqual([422, true]);
    const preview = await author.send(`${path}/edit`, aPost({ action: "preview" }));
    expect([preview.status, preview.html.includes("<em>words</em>")]).toEqual([200, true]);
  });

  test("and deleting it are allowed only for its author", async () => {
    const author = await newAuthor();
    const path = await write(author);
    const other = await newAuthor();
    for (const form of [`${path}/edit`, `${path}/delete`]) {
      expect((await visitor.send(form, aPost())).status).toBe(401);
      expect((await other.send(form, aPost())).status).toBe(403);
      expect((await author.send(form.replace("/posts/", "/posts/no-"), aPost())).status).toBe(404);
    }
    expect((await other.visit(`${path}/edit`)).status).toBe(403);
    expect((await visitor.visit(path)).html).not.toContain("/edit");
    expect((await visitor.visit(path)).status).toBe(200);
  });

  test("deleting removes this post and no other", async () => {
    const author = await newAuthor();
    const [path, other] = [await write(author), await write(author)];
    expect((await author.send(`${path}/delete`)).to).toBe("/your-posts");
    expect([(await visitor.visit(path)).status, (await visitor.visit(other)).status]).toEqual([404, 200]);
  });
});
