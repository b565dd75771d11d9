// Seed values: every value that the check of an idea accepts is accepted by the app's schema, and every default too. Whether the
// database accepts them is tested in tests/drafts/values-in-database.test.ts.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { z } from "zod";
import type { FieldType } from "../../src/catalog/field-types.ts";
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

test.each<[FieldType, string, column: string, code: string]>([
  ["string", "it's", "text not null default 'it''s' check (char_length(value) between 1 and 200)", '"it\'s"'],
  ["text", "100%|\\n", "text not null default '100%|\\n' check (char_length(value) between 1 and 10000)", '"100%|\\\\n"'],
  ["integer", "-5", "integer not null default -5", "-5"],
  ["decimal", "4.50", "numeric(12, 2) not null default 4.50", "4.50"],
  ["boolean", "true", "boolean not null default true", "true"],
  ["date", "today", "date not null default current_date", "() => new Date().toISOString().slice(0, 10)"],
  ["date", "2026-01-31", "date not null default '2026-01-31'", '"2026-01-31"'],
  ["datetime", "now", "timestamptz(3) not null default now()", "() => new Date().toISOString()"],
  ["datetime", "2026-01-31T09:00:00Z", "timestamptz(3) not null default '2026-01-31T09:00:00.000Z'", '"2026-01-31T09:00:00.000Z"'],
  ["email", "Ann@Example.com", "text not null default 'ann@example.com' check (char_length(value) <= 254 and value = lower(value))", '"ann@example.com"'],
  ["url", "https://example.com/?a='b'", "text not null default 'https://example.com/?a=''b''' check (char_length(value) <= 500)", '"https://example.com/?a=\'b\'"'],
  ["uuid", "00000000-0000-4000-8000-000000000001", "uuid not null default '00000000-0000-4000-8000-000000000001'", '"00000000-0000-4000-8000-000000000001"'],
  ["enum", "one", "text not null default 'one' check (value in ('one', 'constructor', 'null'))", '"one"'],
  ["json", '{"a":"it\'s"}', "jsonb not null default '{\"a\":\"it''s\"}'", '{ "a": "it\'s" }'],
])("a %s with the default %s has it in its column and in code", (type, text, column, code) => {
  const { sql, initial } = viewOf(fieldOf(type, text));
  expect([sql, initial]).toEqual([`value ${column}`, code]);
});
