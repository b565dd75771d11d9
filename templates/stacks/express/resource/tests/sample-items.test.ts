// Sample item tests: /api/sample-items.
import { describe, expect, test } from "vitest";
// {{#if outside}}
import { updateSampleItem } from "../src/sample-items/sample-items.queries.ts";
// {{/if}}
import { call, type ProblemBody } from "./support/api.ts";
// {{#each needs}}
// import { idOf{{singular.pascal}} } from "./support/{{plural.kebab}}.ts";
// {{/each}}
// {{#specimen}}
import { idOfSampleItem } from "./support/sample-items.ts";
// {{/specimen}}
import { aSampleItem } from "./support/sample-items.ts";
// {{#if admin}}
// // Only admins can write, so the users of these tests are admins.{{! And readers are members. }}
// import { newAdmin as newcomer, newcomer as newMember } from "./support/users.ts";{{! The names of the others. }}
// {{else}}
// import { {{#if deletedByAdmins}}newAdmin, {{/if}}newcomer } from "./support/users.ts";
// {{/if}}
// {{#specimen}}
import { newAdmin, newcomer, newcomer as newMember } from "./support/users.ts";
// {{/specimen}}

const path = "/api/sample-items";

type Made = Awaited<ReturnType<typeof aSampleItem>> & { id: number; ownerId: number };
type List = { data: Made[]; page: number; limit: number; total: number };

async function make(token: string, more: object = {}): Promise<Made> {
  return (await call<Made>(`POST ${path}`, { token, body: { ...(await aSampleItem(token)), ...more } })).body;
}

describe("POST /api/sample-items", () => {
  // test("creates {{article}} {{singular.words}} that {{readers}} can read", async () => {
  // {{#specimen}}
  test("creates a sample item that everyone can read", async () => {
    // {{/specimen}}
    const token = await newcomer();
    const input = await aSampleItem(token);
    const made = await call<Made>(`POST ${path}`, { token, body: input });
    expect(made).toMatchObject({ status: 201, body: input });
    expect(Object.keys(made.body).sort()).toEqual([...Object.keys(input), "id", "ownerId", "createdAt", "updatedAt"].sort());
    expect(made.headers.get("location")).toBe(`${path}/${made.body.id}`);
    // {{#if guarded}}
    expect(await call(`GET ${path}/${made.body.id}`, { token })).toMatchObject({ status: 200, body: made.body });
    // {{else}}
    expect(await call(`GET ${path}/${made.body.id}`)).toMatchObject({ status: 200, body: made.body });
    // {{/if}}
  });

  test("requires a login", async () => {
    expect((await call(`POST ${path}`, { body: {} })).status).toBe(401);
  });

  test.each<[string, unknown]>([
    // {{#each fields}}
    // ["{{name}}", {{invalid}}],
    // {{/each}}
    // {{#each outside}}
    // ["{{name}}", {{value}}],
    // {{/each}}
    // {{#specimen}}
    ["title", ""],
    // {{/specimen}}
    ["ownerId", 1],
  ])("refuses a wrong or unknown %s", async (field, value) => {
    const token = await newcomer();
    const answer = await call<ProblemBody>(`POST ${path}`, { token, body: { ...(await aSampleItem(token)), [field]: value } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
  });
  // {{#if outside}}

  test.each([
    // {{#each outside}}
    // ["{{name}}", {{value}}],
    // {{/each}}
    // {{#specimen}}
    ["title", ""],
    // {{/specimen}}
  ])("keeps a wrong %s out of the table as well", async (field, value) => {
    const { id } = await make(await newcomer());
    await expect(updateSampleItem(id, { [field]: value })).rejects.toThrow();
  });
  // {{/if}}
  // {{#if omittables}}

  test("uses defaults for omitted fields", async () => {
    const token = await newcomer();
    const input = {
      ...(await aSampleItem(token)),
      // {{#each omittables}}
      // {{name}}: undefined,
      // {{/each}}
      // {{#specimen}}
      pages: undefined,
      // {{/specimen}}
    };
    const answer = await call(`POST ${path}`, { token, body: input });
    const filledIn = {
      // {{#each omittables}}
      // {{name}}: {{leftOut}},
      // {{/each}}
      // {{#specimen}}
      pages: null,
      // {{/specimen}}
    };
    expect(answer).toMatchObject({ status: 201, body: filledIn });
  });
  // {{/if}}
  // {{#if uniques}}

  test.each([
    // {{#each uniques}}
    // "{{name}}",
    // {{/each}}
    // {{#specimen}}
    "title",
    // {{/specimen}}
  ] as const)("refuses a %s that is already in use", async (field) => {
    const token = await newcomer();
    const made = await make(token);
    const answer = await call(`POST ${path}`, { token, body: { ...(await aSampleItem(token)), [field]: made[field] } });
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ field }] } });
  });
  // {{/if}}
  // {{#each together}}

  // test("refuses a second {{@root.singular.words}} with the same {{words}}", async () => {
  // {{#specimen}}
  test("refuses a second sample item with the same title and owner", async () => {
    // {{/specimen}}
    const token = await newcomer();
    const made = await make(token);
    // const again = { ...(await aSampleItem(token)), {{same}} };
    // {{#specimen}}
    const again = { ...(await aSampleItem(token)), title: made.title };
    // {{/specimen}}
    // const answer = await call(`POST ${path}`, { {{who}}, body: again });
    // {{#specimen}}
    const answer = await call(`POST ${path}`, { token, body: again });
    // {{/specimen}}
    expect(answer.status).toBe(409);
    // {{#if alone}}
    // expect(answer.body).toMatchObject({ errors: [{ field: "{{first}}" }] });
    // {{#if differsByOwner}}
    expect((await call(`POST ${path}`, { token: await newcomer(), body: again })).status).toBe(201);
    // {{/if}}
    // {{/if}}
  });
  // {{/each}}
  // {{#if refs}}

  test.each([
    // {{#each refs}}
    // "{{name}}",
    // {{/each}}
    // {{#specimen}}
    "pages",
    // {{/specimen}}
  ])("refuses a %s that does not exist", async (field) => {
    const token = await newcomer();
    const answer = await call(`POST ${path}`, { token, body: { ...(await aSampleItem(token)), [field]: 2_000_000_000 } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });
  // {{/if}}
  // {{#if ownedSet}}

  test.each([
    // {{#each ownedSet}}
    // ["{{name}}", idOf{{target.singular.pascal}}],
    // {{/each}}
    // {{#specimen}}
    ["pages", idOfSampleItem],
    // {{/specimen}}
  ] as const)("refuses a %s that belongs to another user", async (field, idOf) => {
    const token = await newcomer();
    const made = await make(token);
    const refused = { status: 422, body: { errors: [{ field }] } };
    const body = { ...(await aSampleItem(token)), [field]: await idOf(await newcomer()) };
    expect(await call(`POST ${path}`, { token, body })).toMatchObject(refused);
    expect(await call(`PATCH ${path}/${made.id}`, { token, body: { [field]: body[field] } })).toMatchObject(refused);
    expect((await call(`GET ${path}/${made.id}`, { token })).body).toEqual(made);
  });
  // {{/if}}
});

describe("GET /api/sample-items", () => {
  test("lists one page at a time, newest first or in the requested order", async () => {
    const token = await newcomer();
    const [first, second, third] = [await make(token), await make(token), await make(token)];
    // const list = async (query: string) => (await call<List>(`GET ${path}?{{! }}
    // {{~#unless private}}ownerId=${first.ownerId}&{{/unless}}${query}`{{#if guarded}}, { token }{{/if}})).body;
    // {{#specimen}}
    const list = async (query: string) => (await call<List>(`GET ${path}?ownerId=${first.ownerId}&${query}`)).body;
    // {{/specimen}}
    expect(await list("limit=2")).toEqual({ data: [third, second], page: 1, limit: 2, total: 3 });
    expect(await list("limit=2&page=2")).toEqual({ data: [first], page: 2, limit: 2, total: 3 });
    expect((await list("sort=id")).data).toEqual([first, second, third]);
  });
  // {{#if filterable}}

  test.each([
    // {{#each filterable}}
    // "{{name}}",
    // {{/each}}
    // {{#specimen}}
    "pages",
    // {{/specimen}}
  ] as const)("filters by %s", async (field) => {
    const token = await newcomer();
    const made = await make(token);
    await make(token);
    const { body } = await call<List>(`GET ${path}?limit=100&${field}=${encodeURIComponent(String(made[field]))}`, { token });
    expect(body.data).toContainEqual(made);
    expect(body.data.every((row) => row[field] === made[field])).toBe(true);
  });
  // {{/if}}
  // {{#if searched}}

  test("searches, and takes every character literally", async () => {
    // const field = "{{searched.name}}";
    // {{#specimen}}
    const field = "title";
    // {{/specimen}}
    const token = await newcomer();
    const made = await make(token, { [field]: "100% Sure_Thing" });
    await make(token, { [field]: "100 times SureXThing" });
    const { body } = await call<List>(`GET ${path}?q=${encodeURIComponent("% sure_")}`, { token });
    expect(body).toMatchObject({ data: [made], total: 1 });
  });
  // {{/if}}

  // {{#if embedsMore}}
  test("embeds the rows that ?include names", async () => {
    // {{#if guarded}}
    const token = await newcomer();
    const made = await make(token);
    // {{else}}
    // const made = await make(await newcomer());{{! Everyone reads. }}
    // {{/if}}
    // const { body } = await call<Record<string, unknown>>(`GET ${path}/${made.id}?include={{includeNames}}`
    // {{~#if guarded}}, { token }{{/if}});
    // {{#specimen}}
    const { body } = await call<Record<string, unknown>>(`GET ${path}/${made.id}?include=owner`, { token });
    // {{/specimen}}
    // {{#each includes}}
    // {{#if toUser}}
    // expect(body.{{name}}).toEqual({ id: made.{{key}}, name: expect.any(String) as string });
    // {{else}}
    // {{#if empty}}
    // expect(body.{{name}}).toBeNull();
    // {{else}}
    // expect(body.{{name}}).toEqual((await call(`GET /api/{{path}}/${made.{{key}}{{endBrace}}`
    // {{~#if @root.guarded}}, { token }{{/if}})).body);
    // {{/if}}
    // {{/if}}
    // {{/each}}
    // {{#specimen}}
    expect(body.owner).toEqual({ id: made.ownerId, name: expect.any(String) as string });
    // {{/specimen}}
    // expect((await call<List>(`GET ${path}?limit=1&include={{includeNames}}`
    // {{~#if guarded}}, { token }{{/if}})).body.data).toEqual([body]);
    // {{#specimen}}
    expect((await call<List>(`GET ${path}?limit=1&include=owner`, { token })).body.data).toEqual([body]);
    // {{/specimen}}
  });

  // {{/if}}
  const wrong = ["page=0", "page=", "page=0x1", "limit=101", "sort=secret", "colour=red", "page=1&page=2", "include=secret"];
  test.each(wrong)("refuses ?%s, and names the parameter", async (query) => {
    const errors = [{ field: query.split("=")[0] }];
    // {{#if guarded}}
    expect(await call(`GET ${path}?${query}`, { token: await newcomer() })).toMatchObject({ status: 422, body: { errors } });
    // {{else}}
    expect(await call(`GET ${path}?${query}`)).toMatchObject({ status: 422, body: { errors } });
    // {{/if}}
  });
  // {{#if private}}

  test("hides rows from everyone but their owner", async () => {
    const made = await make(await newcomer());
    const token = await newcomer();
    expect((await call<List>(`GET ${path}`, { token })).body).toMatchObject({ data: [], total: 0 });
    expect((await call(`GET ${path}/${made.id}`, { token })).status).toBe(404);
  });
  // {{/if}}
  // {{#if guarded}}

  test("requires a login", async () => {
    const made = await make(await newcomer());
    expect((await call(`GET ${path}`)).status).toBe(401);
    expect((await call(`GET ${path}/${made.id}`)).status).toBe(401);
  });
  // {{/if}}
  // {{#if members}}

  test("lets every signed-in user read", async () => {
    const made = await make(await newcomer());
    expect((await call(`GET ${path}/${made.id}`, { token: await newcomer() })).body).toEqual(made);
  });
  // {{/if}}
});

describe("PATCH and DELETE /api/sample-items/:id", () => {
  test("PATCH changes only the sent fields, and no other row", async () => {
    const token = await newcomer();
    const [made, other] = [await make(token), await make(token)];
    // const changes = { {{changeable.name}}: (await aSampleItem(token)).{{changeable.name}} };
    // {{#specimen}}
    const changes = { title: (await aSampleItem(token)).title };
    // {{/specimen}}
    const answer = await call(`PATCH ${path}/${made.id}`, { token, body: changes });
    expect(answer).toMatchObject({ status: 200, body: { ...made, ...changes, updatedAt: expect.any(String) as string } });
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
  // {{#if settable}}

  test.each([
    // {{#each settable}}
    // ["{{name}}", idOf{{target.singular.pascal}}, "/api/{{target.plural.kebab}}", {{#if clears}}200{{else}}404{{/if}}],
    // {{/each}}
    // {{#specimen}}
    ["pages", idOfSampleItem, path, 200],
    // {{/specimen}}
  ] as const)("DELETE of the row in %s deletes this one, or clears the field", async (field, idOf, target, status) => {
    // const token = await {{#if deletedByAdmins}}newAdmin{{else}}newcomer{{/if}}();
    // {{#specimen}}
    const token = await newAdmin();
    // {{/specimen}}
    const id = await idOf(token);
    // const owner = {{#if needsOwner}}token{{else}}await newcomer(){{/if}};
    // {{#specimen}}
    const owner = await newcomer();
    // {{/specimen}}
    const made = await make(owner, { [field]: id });
    expect((await call(`DELETE ${target}/${id}`, { token })).status).toBe(204);
    const left = await call<Made>(`GET ${path}/${made.id}`, { token: owner });
    expect(left.status).toBe(status);
    if (left.status === 200) expect(left.body[field]).toBeNull();
  });
  // {{/if}}

  // {{#if restricting}}
  test.each([
    // {{#each restricting}}
    // ["{{name}}", idOf{{target.singular.pascal}}, "/api/{{target.plural.kebab}}"],
    // {{/each}}
    // {{#specimen}}
    ["pages", idOfSampleItem, path],
    // {{/specimen}}
  ] as const)("DELETE of the row that %s names is refused while this one is there", async (field, idOf, target) => {
    // const token = await {{#if deletedByAdmins}}newAdmin{{else}}newcomer{{/if}}();
    // {{#specimen}}
    const token = await newAdmin();
    // {{/specimen}}
    const id = await idOf(token);
    const made = await make(token, { [field]: id });
    expect((await call(`DELETE ${target}/${id}`, { token })).status).toBe(409);
    expect((await call(`GET ${path}/${made.id}`, { token })).body).toEqual(made);
    expect((await call(`DELETE ${path}/${made.id}`, { token })).status).toBe(204);
    expect((await call(`DELETE ${target}/${id}`, { token })).status).toBe(204);
  });

  // {{/if}}
  // test.each(["PATCH", "DELETE"])("%s is allowed only for {{#if admin}}admins{{else}}the owner{{/if}}", async (method) => {
  // {{#specimen}}
  test.each(["PATCH", "DELETE"])("%s is allowed only for the owner", async (method) => {
    // {{/specimen}}
    const token = await newcomer();
    const made = await make(token);
    expect((await call(`${method} ${path}/${made.id}`)).status).toBe(401);
    // const answer = await call(`${method} ${path}/${made.id}`, { token: await {{#if admin}}newMember{{else}}newcomer{{/if}}
    // {{~! }}(), body: {} });
    // {{#specimen}}
    const answer = await call(`${method} ${path}/${made.id}`, { token: await newMember(), body: {} });
    // {{/specimen}}
    // expect(answer.status).toBe({{forbidden}});
    // {{#specimen}}
    expect(answer.status).toBe(403);
    // {{/specimen}}
    expect((await call(`GET ${path}/${made.id}`, { token })).body).toEqual(made);
  });

  // {{#if admin}}
  test.each(["PATCH", "DELETE"])("%s is allowed for every admin", async (method) => {
    const made = await make(await newcomer());
    const answer = await call(`${method} ${path}/${made.id}`, { token: await newcomer(), body: {} });
    expect(answer.status).toBeLessThan(300);
  });

  test("POST is allowed only for admins", async () => {
    expect((await call(`POST ${path}`, { token: await newMember(), body: {} })).status).toBe(403);
  });

  // {{/if}}
  test.each(["GET", "PATCH", "DELETE"])("%s returns 404 for an unknown row, and 422 for an invalid id", async (method) => {
    const token = await newcomer();
    const body = method === "PATCH" ? {} : undefined;
    expect((await call(`${method} ${path}/2000000000`, { token, body })).status).toBe(404);
    expect((await call(`${method} ${path}/first`, { token, body })).status).toBe(422);
  });
});
