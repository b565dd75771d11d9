// Check: starts your app and checks each task, with `npm run check`. Add the ids of tasks to check only these:
// npm run check -- tag-page feed
import console from "node:console";
import { readFileSync } from "node:fs";
import process from "node:process";
import { after, before, describe } from "node:test";
import { URL } from "node:url";
import { start } from "./app.js";
import { checksOf } from "./checks.js";
import { fixtures } from "./fixtures.js";

const { tasks } = JSON.parse(readFileSync(new URL("tasks.json", import.meta.url), "utf8"));
const asked = process.argv.slice(2);
const unknown = asked.find((id) => !tasks.some((task) => task.id === id));
if (unknown !== undefined) {
  console.error(`There is no task ${unknown}. The tasks are: ${tasks.map(({ id }) => id).join(", ")}.`);
  process.exit(2);
}

const context = {};
before(async () => {
  const app = await start().catch((error) => {
    throw Object.assign(error, { started: false });
  });
  Object.assign(context, app, fixtures(app));
});
after(() => context.stop?.());

// With the tasks that a named one needs: while they are not done, it is blocked.
const needs = (id) =>
  tasks.find((task) => task.id === id)?.needs.flatMap((need) => [need, ...needs(need)]) ?? [];
const wanted = new Set(asked.flatMap((id) => [id, ...needs(id)]));

for (const { id } of tasks) {
  if (asked.length > 0 && !wanted.has(id)) continue;
  const checks = await checksOf(id);
  describe(id, () => checks(context));
}
