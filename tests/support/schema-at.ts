// Fetched schemas: schemas that no package contains, for tests that may use the internet.
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

const dialects = { "2019-09": Ajv2019, "2020-12": Ajv2020 };

/** The addresses of published schemas for files that we generate. */
export const addresses = {
  devContainer: "https://raw.githubusercontent.com/devcontainers/spec/main/schemas/devContainer.base.schema.json",
  blueprint: "https://render.com/schema/render.yaml.json",
};

/** The schema at an address; undefined if it does not answer, as on a machine without internet access. */
export async function schemaAt(address: string): Promise<ValidateFunction | undefined> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined);
  if (answer?.ok !== true) return undefined;
  const schema = (await answer.json()) as { $schema: string };
  const dialect = Object.entries(dialects).find(([name]) => schema.$schema.includes(name))?.[1] ?? Ajv2019;
  const ajv = new dialect({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
