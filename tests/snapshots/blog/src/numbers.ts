// Numbers that arrive as text: in an address or in a setting.
import { z } from "zod";

/**
 * Turns text such as "20" or "-3" into a number, and then checks it. Other text reaches the schema as text, which refuses it.
 * `z.coerce.number()` is not strict enough: it reads "" as 0 and "0x1" as 1.
 */
export function wholeNumber<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value), schema);
}
