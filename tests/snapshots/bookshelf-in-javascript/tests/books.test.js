// Book tests: /api/books.
import { describe, expect, test } from "vitest";
import { updateBook } from "../src/books/books.queries.js";
import { call } from "./support/api.js";
import { idOfAuthor } from "./support/authors.js";
import { aBook } from "./support/books.js";
import { newcomer } from "./support/users.js";

const path = "/api/books";

async function make(token, more = {}) {
  return (await call(`POST ${path}`, { token, body: { ...(await aBook()), ...more } })).body;
}

describe("POST /api/books", () => {
  test("creates a book that everyone can read", async () => {
    const token = await newcomer();
    const input = await aBook();
    const made = await call(`POST ${path}`, { token, body: input });
    expect(made).toMatchObject({ status: 201, body: input });
    expect(Object.keys(made.body).sort()).toEqual([...Object.keys(input), "id", "ownerId", "createdAt", "updatedAt"].sort());
    expect(made.headers.get("location")).toBe(`${path}/${made.body.id}`);
    expect(await call(`GET ${path}/${made.body.id}`)).toMatchObject({ status: 200, body: made.body });
  });

  test("requires a login", async () => {
    expect((await call(`POST ${path}`, { body: {} })).status).toBe(401);
  });

  test.each([
    ["title", ""],
    ["isbn", ""],
    ["pages", 1.5],
    ["format", "none of these"],
    ["publishedOn", "tomorrow"],
    ["authorId", 0],
    ["pages", 0],
    ["ownerId", 1],
  ])("refuses a wrong or unknown %s", async (field, value) => {
    const token = await newcomer();
    const answer = await call(`POST ${path}`, { token, body: { ...(await aBook()), [field]: value } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
  });

  test.each([
    ["pages", 0],
  ])("keeps a wrong %s out of the table as well", async (field, value) => {
    const { id } = await make(await newcomer());
    await expect(updateBook(id, { [field]: value })).rejects.toThrow();
  });

  test("uses defaults for omitted fields", async () => {
    const token = await newcomer();
    const input = {
      ...(await aBook()),
      pages: undefined,
      format: undefined,
      publishedOn: undefined,
    };
    const answer = await call(`POST ${path}`, { token, body: input });
    const filledIn = {
      pages: null,
      format: "paperback",
      publishedOn: null,
    };
    expect(answer).toMatchObject({ status: 201, body: filledIn });
  });

  test.each([
    "isbn",
  ])("refuses a %s that is already in use", async (field) => {
    const token = await newcomer();
    const made = await make(token);
    const answer = await call(`POST ${path}`, { token, body: { ...(await aBook()), [field]: made[field] } });
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ field }] } });
  });

  test.each([
    "authorId",
  ])("refuses a %s that does not exist", async (field) => {
    const token = await newcomer();
    const answer = await call(`POST ${path}`, { token, body: { ...(await aBook()), [field]: 2_000_000_000 } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });
});

describe("GET /api/books", () => {
  test("lists one page at a time, newest first or in the requested order", async () => {
    const token = await newcomer();
    const [first, second, third] = [await make(token), await make(token), await make(token)];
    const list = async (query) => (await call(`GET ${path}?ownerId=${first.ownerId}&${query}`)).body;
    expect(await list("limit=2")).toEqual({ data: [third, second], page: 1, limit: 2, total: 3 });
    expect(await list("limit=2&page=2")).toEqual({ data: [first], page: 2, limit: 2, total: 3 });
    expect((await list("sort=id")).data).toEqual([first, second, third]);
  });

  test.each([
    "title",
    "isbn",
    "pages",
    "format",
    "publishedOn",
    "authorId",
  ])("filters by %s", async (field) => {
    const token = await newcomer();
    const made = await make(token);
    await make(token);
    const { body } = await call(`GET ${path}?limit=100&${field}=${encodeURIComponent(String(made[field]))}`, { token });
    expect(body.data).toContainEqual(made);
    expect(body.data.every((row) => row[field] === made[field])).toBe(true);
  });

  test("searches, and takes every character literally", async () => {
    const field = "title";
    const token = await newcomer();
    const made = await make(token, { [field]: "100% Sure_Thing" });
    await make(token, { [field]: "100 times SureXThing" });
    const { body } = await call(`GET ${path}?q=${encodeURIComponent("% sure_")}`, { token });
    expect(body).toMatchObject({ data: [made], total: 1 });
  });

  test("embeds the rows that ?include names", async () => {
    const made = await make(await newcomer());
    const { body } = await call(`GET ${path}/${made.id}?include=author,owner`);
    expect(body.author).toEqual((await call(`GET /api/authors/${made.authorId}`)).body);
    expect(body.owner).toEqual({ id: made.ownerId, name: expect.any(String) });
    expect((await call(`GET ${path}?limit=1&include=author,owner`)).body.data).toEqual([body]);
  });

  const wrong = ["page=0", "page=", "page=0x1", "limit=101", "sort=secret", "colour=red", "page=1&page=2", "include=secret"];
  test.each(wrong)("refuses ?%s, and names the parameter", async (query) => {
    const errors = [{ field: query.split("=")[0] }];
    expect(await call(`GET ${path}?${query}`)).toMatchObject({ status: 422, body: { errors } });
  });
});

describe("PATCH and DELETE /api/books/:id", () => {
  test("PATCH changes only the sent fields, and no other row", async () => {
    const token = await newcomer();
    const [made, other] = [await make(token), await make(token)];
    const changes = { title: (await aBook()).title };
    const answer = await call(`PATCH ${path}/${made.id}`, { token, body: changes });
    expect(answer).toMatchObject({ status: 200, body: { ...made, ...changes, updatedAt: expect.any(String) } });
    expect((await call(`PATCH ${path}/${made.id}`, { token, body: { ownerId: 1 } })).status).toBe(422);
    expect((await call(`GET ${path}/${other.id}`, { token })).body).toEqual(other);
  });

  test("DELETE deletes this row and no other", async () => {
    const token = await newcomer();
    const [made, other] = [await make(token), await make(token)];
    expect((await call(`DELETE ${path}/${made.id}`, { token })).status).toBe(204);
    expect((await call(`GET ${path}/${made.id}`, { token })).status).toBe(404);
    expect((await call(`GET ${path}/${other.id}`, { token })).body).toEqual(other);
  });

  test.each([
    ["authorId", idOfAuthor, "/api/authors", 404],
  ])("DELETE of the row in %s deletes this one, or clears the field", async (field, idOf, target, status) => {
    const token = await newcomer();
    const id = await idOf(token);
    const owner = await newcomer();
    const made = await make(owner, { [field]: id });
    expect((await call(`DELETE ${target}/${id}`, { token })).status).toBe(204);
    const left = await call(`GET ${path}/${made.id}`, { token: owner });
    expect(left.status).toBe(status);
    if (left.status === 200) expect(left.body[field]).toBeNull();
  });

  test.each(["PATCH", "DELETE"])("%s is allowed only for the owner", async (method) => {
    const token = await newcomer();
    const made = await make(token);
    expect((await call(`${method} ${path}/${made.id}`)).status).toBe(401);
    const answer = await call(`${method} ${path}/${made.id}`, { token: await newcomer(), body: {} });
    expect(answer.status).toBe(403);
    expect((await call(`GET ${path}/${made.id}`, { token })).body).toEqual(made);
  });

  test.each(["GET", "PATCH", "DELETE"])("%s returns 404 for an unknown row, and 422 for an invalid id", async (method) => {
    const token = await newcomer();
    const body = method === "PATCH" ? {} : undefined;
    expect((await call(`${method} ${path}/2000000000`, { token, body })).status).toBe(404);
    expect((await call(`${method} ${path}/first`, { token, body })).status).toBe(422);
  });
});
