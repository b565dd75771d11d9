// Sample item schemas: the input from a client, and the output of the API.
import { z } from "zod";
// {{#if numbered}}
import { wholeNumber } from "../numbers.ts";
// {{/if}}
// import { documentResource, {{#if includes}}includeOf, {{/if}}listQuery, {{#if userIncludes}}publicUser, {{/if}}
// {{~#if rowIncludes}}rowNamed, {{/if}}rowOf } from "../resource.ts";
// {{#specimen}}
import { documentResource, includeOf, listQuery, publicUser, rowOf } from "../resource.ts";
// {{/specimen}}

const fields = {
  // {{#each fields}}
  // {{name}}: {{{schema}}}{{#if optional}}.nullable(){{/if}},
  // {{/each}}
  // {{#specimen}}
  title: z.string().trim().min(1).max(200),
  pages: z.int32().nullable(),
  // {{/specimen}}
};

// task strict-sample-items
// The input. `strictObject` refuses unlisted names, so nobody can set ownerId.
export const sampleItemInput = z.strictObject({
// starter
// // The input.
// export const sampleItemInput = z.looseObject({
// end strict-sample-items
  ...fields,
  // {{#each fields}}
  // {{#if omittable}}
  // {{name}}: fields.{{name}}.default({{{initial}}}),
  // {{/if}}
  // {{/each}}
  // {{#specimen}}
  pages: fields.pages.default(null),
  // {{/specimen}}
});

// A change can leave out any field, which then keeps its value.
export const sampleItemChanges = z.strictObject(fields).partial();

const sampleItem = rowOf(fields);

// {{#if includes}}
// The rows that ?include can embed in a row.
// const embeddable = { {{#each includes}}{{name}}: {{schema}}{{#unless @last}}, {{/unless}}{{/each}} };
// {{#specimen}}
const embeddable = { owner: publicUser };
// {{/specimen}}

// {{/if}}
// The filters of a list: ?field=value. Query parameters are text, from which numbers are parsed.
// export const {{singular.camel}}Query = listQuery({{singular.camel}}){{#if private}}.omit({ ownerId: true }){{/if}}
// {{~#if includes}}.extend(includeOf(embeddable)){{/if}}.extend({
// {{#specimen}}
export const sampleItemQuery = listQuery(sampleItem).extend(includeOf(embeddable)).extend({
  // {{/specimen}}
  // {{#if searchable}}
  q: z.string().trim().min(1).max(100).optional(),
  // {{/if}}
  // {{#each fields}}
  // {{#if filter}}
  // {{name}}: {{{filter}}}.optional(),
  // {{/if}}
  // {{/each}}
  // {{#specimen}}
  pages: wholeNumber(z.int32()).optional(),
  // {{/specimen}}
});
// {{#if includes}}

// The query of a single row. Made once, because a schema takes longer to make than to use.
export const sampleItemInclude = sampleItemQuery.pick({ include: true });
// {{/if}}

export type SampleItem = z.infer<typeof sampleItem>;
export type SampleItemInput = z.infer<typeof sampleItemInput>;
export type SampleItemQuery = z.infer<typeof sampleItemQuery>;

documentResource({
  // path: "/api/sample-items", one: "SampleItem", many: "SampleItems",{{#if includes}} embeddable,{{/if}}
  // {{#specimen}}
  path: "/api/sample-items", one: "SampleItem", many: "SampleItems", embeddable,
  // {{/specimen}}
  // {{#if guarded}}
  guarded: true,
  // {{/if}}
  // {{#if private}}
  hidden: true,
  // {{/if}}
  // {{#if admin}}
  admin: true,
  // {{/if}}
  // {{#if conflicts}}
  problems: [409],
  // {{/if}}
  // {{#if restrictable}}
  deleteProblems: [409],
  // {{/if}}
  row: sampleItem, input: sampleItemInput, changes: sampleItemChanges, query: sampleItemQuery,
});
