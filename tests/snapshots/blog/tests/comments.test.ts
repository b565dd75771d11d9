// Comment tests: commenting and moderating.
import { describe, expect, test } from "vitest";
import { Browser, newAuthor, newcomer } from "./support/browser.ts";
import { comment, write } from "./support/posts.ts";

const visitor = new Browser();

async function shows(browser: Browser, path: string, text: string): Promise<boolean> {
  return (await browser.visit(path)).html.includes(text);
}

describe("Commenting", () => {
  test("adds a comment that everyone can read", async () => {
    const post = await write(await newAuthor());
    const { status, to } = await (await newcomer("Carla Commenter")).send(`${post}/comments`, { body: "Line one\r\nLine two" });
    expect([status, to]).toEqual([303, expect.stringMatching(`^${post}#comment-\\d+$`)]);
    expect(await shows(visitor, post, "Carla Commenter")).toBe(true);
    expect(await shows(visitor, post, "Line one\nLine two")).toBe(true);
  });

  test("redirects to the page that shows the comment", async () => {
    const guest = await newcomer();
    const post = await write(await newAuthor());
    for (let count = 0; count < 20; count++) await comment(guest, post);
    expect((await guest.send(`${post}/comments`, { body: "The last one" })).to).toMatch(`${post}?page=2#comment-`);
    expect(await shows(visitor, `${post}?page=2`, "The last one")).toBe(true);
  });

  test.each([0, 2_001])("shows the post again if the comment has %i characters", async (length) => {
    const post = await write(await newAuthor(), { title: "Still there" });
    const { status, html } = await (await newcomer()).send(`${post}/comments`, { body: "x".repeat(length) });
    expect(status).toBe(422);
    expect(html).toContain("Still there");
    expect(html).toContain("x".repeat(length));
  });

  test("requires a login and an existing post", async () => {
    const post = await write(await newAuthor());
    const sent = await visitor.send(`${post}/comments`, { body: "Hello" });
    expect(sent).toMatchObject({ status: 401, html: expect.stringContaining("Hello</textarea>") as string });
    expect((await (await newcomer()).send("/posts/nothing/comments", { body: "Hello" })).status).toBe(404);
    expect(await shows(visitor, post, "Hello")).toBe(false);
  });
});

describe("Moderating", () => {
  test("hides a comment from everyone but the author of the post, and shows it again", async () => {
    const [author, guest] = [await newAuthor(), await newcomer()];
    const post = await write(author);
    const path = await comment(guest, post, "Buy my shoes");
    await comment(guest, post, "Well said");
    expect((await author.send(`${path}/hide`)).status).toBe(303);
    expect(await shows(author, post, "Buy my shoes")).toBe(true);
    for (const other of [visitor, guest]) expect(await shows(other, post, "Buy my shoes")).toBe(false);
    expect(await shows(visitor, post, "Well said")).toBe(true);
    expect(await shows(visitor, `/api${post}/comments`, "Buy my shoes")).toBe(false);
    await author.send(`${path}/show`);
    expect(await shows(visitor, post, "Buy my shoes")).toBe(true);
  });

  test.each(["hide", "show"])("%s is allowed only for the author of the post", async (action) => {
    const guest = await newcomer();
    const post = await write(await newAuthor());
    const path = await comment(guest, post, "Still here");
    expect((await visitor.send(`${path}/${action}`)).status).toBe(401);
    for (const other of [guest, await newAuthor()]) expect((await other.send(`${path}/${action}`)).status).toBe(403);
    expect(await shows(visitor, post, "Still here")).toBe(true);
  });
});

describe("Deleting a comment", () => {
  test("deletes this comment and no other", async () => {
    const guest = await newcomer();
    const post = await write(await newAuthor());
    const path = await comment(guest, post, "First thought");
    await comment(guest, post, "Second thought");
    expect(await guest.send(`${path}/delete`)).toMatchObject({ status: 303, to: post });
    expect([await shows(visitor, post, "First thought"), await shows(visitor, post, "Second thought")]).toEqual([false, true]);
  });

  test("is allowed only for the author of the comment", async () => {
    const author = await newAuthor();
    const post = await write(author);
    const path = await comment(await newcomer(), post, "Still here");
    expect((await visitor.send(`${path}/delete`)).status).toBe(401);
    expect((await author.send(`${path}/delete`)).status).toBe(403);
    expect(await shows(visitor, post, "Still here")).toBe(true);
  });
});

test.each(["hide", "show", "delete"])("%s returns 404 for an unknown comment, and 422 for an invalid id", async (action) => {
  const browser = await newAuthor();
  expect((await browser.send(`/comments/2000000000/${action}`)).status).toBe(404);
  expect((await browser.send(`/comments/first/${action}`)).status).toBe(422);
});
