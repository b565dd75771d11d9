// Test sample items: creates them.
// {{#if pointedAt}}
import { call } from "./api.ts";
// {{/if}}
// {{#each needs}}
// import { idOf{{singular.pascal}} } from "./{{plural.kebab}}.ts";
// {{/each}}
// {{#if usesUnique}}
import { unique } from "./unique.ts";
// {{/if}}
// {{#if users}}
// import { {{users}} } from "./users.ts";
// {{/if}}
// {{#specimen}}
import { newcomer } from "./users.ts";
// {{/specimen}}

/** A sample item with every field. */
// export async function {{article}}{{singular.pascal}}({{#if needsOwner}}token: string{{/if}}) {
// {{#specimen}}
export async function aSampleItem(token?: string) {
  void token;
  // {{/specimen}}
  return {
    // {{#each fields}}
    // {{name}}: {{sample}},
    // {{/each}}
    // {{#specimen}}
    title: `Title ${unique()}`,
    pages: unique(),
    // {{/specimen}}
  };
}
// {{#if pointedAt}}

/** Creates a sample item for others to reference. It belongs to a new user, unless a token is given. */
export async function idOfSampleItem(owner?: string): Promise<number> {
  // const token = owner ?? (await {{creator}}());
  // {{#specimen}}
  const token = owner ?? (await newcomer());
  // {{/specimen}}
  const { body } = await call<{ id: number }>("POST /api/sample-items", { token, body: await aSampleItem(token) });
  return body.id;
}
// {{/if}}
