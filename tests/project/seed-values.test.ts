// Seed values: every value that the check of an idea accepts is accepted by the app's schema, and every default too. Whether the
// database accepts them is tested in tests/drafts/values-in-database.test.ts.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { z } from "zod";
import { anyText, defaultFrom, examplesOf, fieldOf, fromFile, isDefault, schemaOf, seeded, types, valueOf, viewOf } from "../support/field-values.ts";

const runs = process.env.TEST_ALL === "1" ? 2_000 : 50;

test.each(types)(`${runs} random values of a %s: those accepted by the check of seeds fit the app's schema`, (type) => {
  let accepted = 0;
  const [field, schema] = [fieldOf(type), schemaOf(fieldOf(type))];
  fc.assert(
    fc.property(anyText, (text) => {
      const value = fromFile(text);
      if (value === undefined || !seeded(value, field)) return;
      accepted += 1;
      schema.parse(value);
    }),
    { numRuns: runs, examples: examplesOf(type) },
  );
  expect(accepted).toBeGreaterThan(0);
});

test.each(types)(`${runs} random defaults of a %s: those accepted by the grammar fit the app's schema`, (type) => {
  fc.assert(
    fc.property(anyText, (json) => {
      const text = defaultFrom(json);
      if (!isDefault(text, type)) return;
      const view = viewOf(fieldOf(type, text));
      if (view.initial.includes("=>")) return; // It depends on the current time.
      (valueOf(view.schema) as z.ZodType).parse(valueOf(view.initial));
    }),
    { numRuns: runs },
  );
});
