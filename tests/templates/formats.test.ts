// Formats: values that a generated API accepts have the format of its documentation.
import { runInNewContext } from "node:vm";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { openCatalog } from "../../src/catalog/catalog.ts";

// The types of ajv-formats describe CommonJS: this import is the function itself.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;
const ajv = new Ajv2020();
addFormats(ajv);

const written = openCatalog().stacks.get("express")?.fieldTypes;

const strange = [
  "https://bücher.example/käse", "https://example.com/a b", "https://example.com/|^`{}", "https://example.com/%zz", "https://example.com/?q=ä#ö",
  "https://example.com/#a#b", "https://a@b@c/", "http://[::1]:80/", "https://example.com/[x]", "https://example.com:99999/", "HTTPS://EXAMPLE.COM", "https:/example.com", "https:example.com",
  "\"a b\"@example.com", "ann@exämple.com", "a..b@example.com", "ann@example", "ann+x@example.co.uk", "O'Neil@example.com",
  "2026-02-30", "2026-1-1", "2026-01-31T09:00Z", "2026-01-31T09:00:00Z", "2026-01-31T09:00:00.123456Z", "2026-01-31T24:00:00Z", "2026-12-31T23:59:60Z",
  "00000000-0000-0000-0000-000000000000", "{00000000-0000-4000-8000-000000000001}", "urn:uuid:00000000-0000-4000-8000-000000000001",
];

const any = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.emailAddress(), fc.uuid(), fc.date({ noInvalidDate: true }).map((date) => date.toISOString()), fc.constantFrom(...strange), fc.string({ unit: "grapheme" }).map((text) => `https://example.com/${text}`));

test.each(["url", "email", "uuid", "date", "datetime"] as const)("A value accepted by a field of the type %s has the documented format", (type) => {
  const schema = runInNewContext(written?.[type].schema ?? "", { z, URL }) as z.ZodType;
  const { format } = z.toJSONSchema(schema) as { format?: string };
  expect(format).toBeTypeOf("string");
  const fits = ajv.compile({ type: "string", format });
  fc.assert(fc.property(any, (value) => {
    const { success, data } = schema.safeParse(value);
    return !success || (fits(value) && fits(data));
  }), { examples: strange.map((value) => [value]), numRuns: 3_000 });
});
