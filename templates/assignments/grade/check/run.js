// Run: checks one submission, in a program that checks others before and after it.
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { URL } from "node:url";
import { start } from "./app.js";
import { checksOf } from "./checks.js";
import { fixtures } from "./fixtures.js";

const { tasks } = JSON.parse(readFileSync(new URL("tasks.json", import.meta.url), "utf8"));
const context = {};
const started = start().then(
  (app) => void Object.assign(context, app, fixtures(app)),
  (error) => {
    throw Object.assign(error, { started: false });
  },
);
started.catch(() => undefined); // Each task says why.

for (const { id } of tasks) {
  const checks = await checksOf(id);
  describe(id, () => {
    before(() => started);
    checks(context);
  });
}

// The last of all: where the reporter comes to it, this submission is checked.
test("stop", async () => {
  await started.catch(() => undefined);
  await context.stop?.();
});
