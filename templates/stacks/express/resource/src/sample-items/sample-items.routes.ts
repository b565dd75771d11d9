// Sample item routes: /api/sample-items.
// // {{rule}}
import { Router } from "express";
// {{#unless admin}}
import { requireUser } from "../auth/current-user.ts";
// {{/unless}}
// import { {{checks}} } from "../auth/ownership.ts";
// {{#specimen}}
import { found, mustNameOwn, mustOwn } from "../auth/ownership.ts";
// {{/specimen}}
// {{#if admin}}
import { requireRole } from "../auth/roles.ts";
// {{/if}}
import { only } from "../errors.ts";
import { idOf } from "../resource.ts";
// {{#each ownedTargets}}
// import { find{{singular.pascal}} } from "../{{plural.kebab}}/{{plural.kebab}}.queries.ts";
// {{/each}}
import { deleteSampleItem, findSampleItem, insertSampleItem, listSampleItems, updateSampleItem } from "./sample-items.queries.ts";
// import { {{singular.camel}}Changes, {{#if includes}}{{singular.camel}}Include, {{/if}}
// {{~singular.camel}}Input, {{singular.camel}}Query } from "./{{plural.kebab}}.schemas.ts";
// {{#specimen}}
import { sampleItemChanges, sampleItemInclude, sampleItemInput, sampleItemQuery } from "./sample-items.schemas.ts";
// {{/specimen}}

export const sampleItems = Router();

// GET /api/sample-items
sampleItems.get("/", async (req, res) => {
  // {{#if private}}
  const { id: ownerId } = await requireUser(req);
  // {{/if}}
  // {{#if members}}
  await requireUser(req);
  // {{/if}}
  // {{#if private}}
  res.json(await listSampleItems({ ...sampleItemQuery.parse(req.query), ownerId }));
  // {{else}}
  // task include-sample-items
  res.json(await listSampleItems(sampleItemQuery.parse(req.query)));
  // starter
  // const { include, ...query } = sampleItemQuery.parse(req.query);
  // const list = await listSampleItems(query);
  // for (const [at, { id }] of list.data.entries()) list.data[at] = found(await findSampleItem(id, include));
  // res.json(list);
  // end include-sample-items
  // {{/if}}
});

// POST /api/sample-items
sampleItems.post("/", async (req, res) => {
  // const user = await {{#if admin}}requireRole(req, "admin"){{else}}requireUser(req){{/if}};
  // {{#specimen}}
  const user = await requireRole(req, "admin");
  // {{/specimen}}
  const input = sampleItemInput.parse(req.body);
  // {{#each owned}}
  // {{#if toPrivate}}
  // await mustNameOwn(user, "{{name}}", input.{{name}}, find{{target.singular.pascal}});
  // {{else}}
  // await mustNameOwn(user, "{{name}}", input.{{name}}, (id) => find{{target.singular.pascal}}(id));
  // {{/if}}
  // {{/each}}
  // {{#specimen}}
  await mustNameOwn(user, "pages", input.pages, findSampleItem);
  // {{/specimen}}
  const sampleItem = await insertSampleItem(user.id, input);
  res.status(201).location(`/api/sample-items/${sampleItem.id}`).json(sampleItem);
});

// GET /api/sample-items/:id
sampleItems.get("/:id", async (req, res) => {
  // task read-sample-item
  // {{#if private}}
  const user = await requireUser(req);
  // {{/if}}
  // {{#if members}}
  await requireUser(req);
  // {{/if}}
  // {{#if includes}}
  // res.json(found(await find{{singular.pascal}}(idOf(req), {{#if private}}user.id, {{/if}}
  // {{~singular.camel}}Include.parse(req.query).include)));
  // {{else}}
  // res.json(found(await find{{singular.pascal}}(idOf(req){{#if private}}, user.id{{/if}})));
  // {{/if}}
  // {{#specimen}}
  res.json(found(await findSampleItem(idOf(req), user.id, sampleItemInclude.parse(req.query).include)));
  // {{/specimen}}
  // starter
  // return todo("read-sample-item");
  // end read-sample-item
});

// PATCH /api/sample-items/:id
sampleItems.patch("/:id", async (req, res) => {
  // {{#if admin}}
  // {{#if owned}}const user = {{/if}}await requireRole(req, "admin");{{! Of any row. }}
  // {{else}}
  const user = await requireUser(req);
  // {{/if}}
  const id = idOf(req);
  const changes = sampleItemChanges.parse(req.body);
  // {{#if private}}
  found(await findSampleItem(id, user.id));
  // {{else}}
  // {{#unless admin}}
  mustOwn(user, await findSampleItem(id));
  // {{/unless}}
  // {{/if}}
  // {{#each owned}}
  // {{#if toPrivate}}
  // await mustNameOwn(user, "{{name}}", changes.{{name}}, find{{target.singular.pascal}});
  // {{else}}
  // await mustNameOwn(user, "{{name}}", changes.{{name}}, (id) => find{{target.singular.pascal}}(id));
  // {{/if}}
  // {{/each}}
  // {{#specimen}}
  await mustNameOwn(user, "pages", changes.pages, findSampleItem);
  // {{/specimen}}
  res.json(found(await updateSampleItem(id, changes)));
});

// DELETE /api/sample-items/:id
sampleItems.delete("/:id", async (req, res) => {
  // {{#if admin}}
  // await requireRole(req, "admin");{{! Of any row. }}
  // {{else}}
  const user = await requireUser(req);
  // {{/if}}
  const id = idOf(req);
  // {{#if private}}
  found(await findSampleItem(id, user.id));
  // {{else}}
  // {{#if admin}}
  // found(await find{{singular.pascal}}(id));
  // {{else}}
  mustOwn(user, await findSampleItem(id));
  // {{/if}}
  // {{/if}}
  // task delete-sample-item
  await deleteSampleItem(id);
  res.status(204).end();
  // starter
  // return todo("delete-sample-item", id);
  // end delete-sample-item
});

sampleItems.all("/", only("GET", "HEAD", "POST"));
sampleItems.all("/:id", only("GET", "HEAD", "PATCH", "DELETE"));
