// Includes: ?include embeds rows by joins, without more statements, and hides rows that the user cannot read.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { folderForThisFile } from "../support/folders.ts";
import { installed } from "../support/install.ts";
import { hasPostgres, newDatabase } from "../support/postgres.ts";
import { program } from "../support/run-npm.ts";

const resources = [
  // Its texts have the names of references of an item: each name must embed a row, and not the text.
  "shelf:members label:string keeper:string name:string at:datetime extra:json? price:decimal:default(9.50)",
  "item:members title:string shelf:ref(shelf):own keeper:ref(user)? name:ref(user)?",
  "order:private placedAt:datetime",
  "order-item:private quantity:integer order:ref(order)",
  "remark:public text:string order:ref(order)?",
];

/** Run as one of the project's own tests, because it counts what the app sends to its database. */
const ownTest = `
import { expect, test, vi } from "vitest";
import { database } from "../src/database/database.ts";
import { call } from "./support/api.ts";
import { anItem } from "./support/items.ts";
import { idOfOrder } from "./support/orders.ts";
import { newcomer } from "./support/users.ts";

type List = { data: Record<string, unknown>[] };
const all = "include=shelf,keeper,name,owner";

test("four embedded rows in each of 20 take at most three statements", async () => {
  const token = await newcomer();
  for (let row = 0; row < 20; row += 1) await call("POST /api/items", { token, body: await anItem(token) });
  const query = vi.spyOn(database, "query");
  const { body } = await call<List>("GET /api/items?" + all, { token });
  expect(query.mock.calls.length).toBeGreaterThan(1);
  expect(query.mock.calls.length).toBeLessThanOrEqual(3);
  expect(body.data).toHaveLength(20);
  for (const row of body.data) expect(row).toMatchObject({ shelf: { id: row.shelfId }, keeper: { id: row.keeperId }, name: { id: row.nameId }, owner: { id: row.ownerId } });
  expect(JSON.stringify(body)).not.toContain("@");
  vi.restoreAllMocks();
});

test("a join that nobody asked for is not carried out", async () => {
  const token = await newcomer();
  const query = vi.spyOn(database, "query");
  const plans: string[] = [];
  for (const asked of ["", "?" + all]) {
    query.mockClear();
    await call<List>("GET /api/items" + asked, { token });
    const [text, values] = query.mock.calls.at(-1)!;
    plans.push(JSON.stringify(await database.query("explain " + text, values)));
  }
  vi.restoreAllMocks();
  expect(plans.map((plan) => /Join|Nested Loop/.test(plan))).toEqual([false, true]);
});

test("a private row of another user is null, however the reference came about", async () => {
  const token = await newcomer();
  const { body } = await call<{ id: number }>("POST /api/order-items", { token, body: { quantity: 1, orderId: await idOfOrder(token) } });
  const path = "/api/order-items/" + body.id;
  expect((await call("GET " + path + "?include=order", { token })).body).toMatchObject({ order: { placedAt: expect.any(String) as string } });
  const foreign = await idOfOrder(await newcomer());
  await database.query("update order_items set order_id = $1 where id = $2", [foreign, body.id]);
  expect((await call("GET " + path + "?include=order", { token })).body).toMatchObject({ order: null });
  expect((await call<List>("GET /api/order-items?include=order", { token })).body.data).toMatchObject([{ order: null }]);
});

test.each([
  ["items", "secret", "shelf, keeper, name, owner"],
  ["items", "", "shelf, keeper, name, owner"],
  ["items", "shelf,owner.email", "shelf, keeper, name, owner"],
  ["items", "__proto__", "shelf, keeper, name, owner"],
  ["items", 'owner" from users; --', "shelf, keeper, name, owner"],
  ["items", Array.from({ length: 1_500 }, (_, at) => "x" + at).join(), "shelf, keeper, name, owner"],
  ["order-items", "owner", "order"],
  ["remarks", "order", "owner"],
])("/api/%s refuses to include %s, and names what it can", async (resource, names, known) => {
  const token = await newcomer();
  const answer = await call("GET /api/" + resource + "?include=" + encodeURIComponent(names), { token });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: "include", message: "Choose from: " + known }] } });
});

test("a name that is repeated counts once", async () => {
  const token = await newcomer();
  const names = Array.from({ length: 1_500 }, () => "owner").join();
  expect((await call("GET /api/items?include=" + names, { token })).status).toBe(200);
});
`;

test("the project passes tests of ?include: joins, at most three statements, and null for private rows", async () => {
  const catalog = openCatalog();
  const idea = catalog.ideas.get("api");
  if (idea === undefined) throw new Error("There is no idea `api`.");
  const answers = answersFor({ said: { folder: "includes", author: "Ann", resources }, idea, catalog });
  const project = createProject({ answers, created: "2026-11-22", catalog });
  const repo = installed(renderProject({ project, version: "0.0.0" }), join(folderForThisFile(), "includes"));
  writeFileSync(join(repo, "tests/own.test.ts"), ownTest);
  for (const url of ["", ...(hasPostgres() ? [await newDatabase()] : [])]) {
    const { exitCode, output } = await program(repo, process.execPath, ["node_modules/vitest/vitest.mjs", "run", "tests/own.test.ts"], { TEST_DATABASE_URL: url });
    expect(exitCode, output).toBe(0);
  }
});
