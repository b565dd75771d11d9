// Numbers: parses numbers in query parameters and settings.
import { z } from "zod";

/**
 * Converts text such as "20" or "-3" to a number before the check. Any other text reaches the schema, which
 * refuses it. `z.coerce.number()` is not strict enough: it reads "" as 0 and "0x1" as 1.
 */
export function wholeNumber<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((text) => (/^-?\d+$/.test(String(text)) ? Number(text) : text), schema);
}
