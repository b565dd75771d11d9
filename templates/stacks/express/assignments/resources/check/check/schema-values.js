// Schema values: what a JSON schema allows, for the rows and requests of checks.
import { randomBytes, randomUUID } from "node:crypto";

let last = 0;

/** A word that no other row has. */
export function word() {
  last += 1;
  return `w${randomBytes(4).toString("hex")}${last}`;
}

/** Noon of another day for each row of some years. */
function nextDay() {
  last += 1;
  return new Date(Date.UTC(2027, 2, 14 + (last % 1_000), 12)).toISOString();
}

/** A value that a JSON schema allows; words, numbers and dates differ from those of other rows, as far as they can. */
export function valueOf(schema) {
  const {
    type,
    format,
    enum: choices,
    minimum = 1,
    exclusiveMinimum,
    maximum = 1_000_000,
    minLength = 0,
    maxLength = 200,
  } = schema;
  if (choices !== undefined) return choices[0];
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") {
    // A number has up to two decimals, as the columns have. What is added makes up for rounding: 0.07 * 100 is not 7.
    const size = type === "integer" ? 1 : 100;
    const above = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1 / size;
    const [lowest, highest] = [Math.ceil(above * size - 1e-6), Math.floor(maximum * size + 1e-6)];
    last += 1;
    return (lowest + (last % Math.max(1, Math.min(1_000_000, highest - lowest + 1)))) / size;
  }
  if (type !== "string") return { word: word() };
  if (format === "date") return nextDay().slice(0, "2027-03-14".length);
  if (format === "date-time") return nextDay();
  if (format === "uuid") return randomUUID();
  if (format === "email") return `${word()}@example.com`;
  if (format === "uri" || format === "url") return `https://example.com/${word()}`;
  return word().padEnd(minLength, "x").slice(-maxLength);
}
