// Schema values: what the checks of an assignment store fits the description of each field type.
import { expect, test } from "vitest";
import { z } from "zod";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { bounded, fieldOf, schemaOf, types } from "../support/field-values.ts";

const file = new URL("../../templates/stacks/express/assignments/resources/check/check/schema-values.js", import.meta.url);
const { valueOf } = (await import(file.href)) as { valueOf: (described: object) => unknown };

const fields = [
  ...types.map((type) => [type, fieldOf(type)] as const),
  ...[...bounded.map(([spelled]) => spelled), "decimal:min(0.07):max(0.07)", "integer:min(5):max(5)"].flatMap((spelled) => parseResource(`thing value:${spelled}`).fields.map((field) => [spelled, field] as const)),
];

test.each(fields)("a value of the type %s, made from its JSON schema, is accepted by the app", (_, field) => {
  const schema = schemaOf(field);
  const described: object = z.toJSONSchema(schema, { io: "input" });
  for (let times = 0; times < 5; times += 1) expect(schema.safeParse(valueOf(described)).error).toBeUndefined();
});

test.each(["string", "integer", "decimal", "date", "datetime", "uuid", "email"] as const)("values of the type %s differ, for rules that pairs of them are unique", (type) => {
  const described: object = z.toJSONSchema(schemaOf(fieldOf(type)), { io: "input" });
  expect(new Set(Array.from({ length: 100 }, () => valueOf(described))).size).toBe(100);
});
