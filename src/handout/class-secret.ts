// Class secret: what the rows of each student are drawn from. Without it nobody can tell whose rows they are.
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivate } from "../disk/private-files.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

const secretFile = "secret";

/**
 * The secret of an assignment, created by the first call: 32 random bytes in hex.
 * @throws UserError for a file that holds something else
 */
export function secretIn(folder: string): string {
  const file = join(folder, secretFile);
  const fresh = `${randomBytes(32).toString("hex")}\n`;
  if (!existsSync(file)) writePrivate(folder, new Map([[secretFile, fresh]]), [`/${secretFile}`]);
  const secret = readFileSync(file, "utf8").trim();
  if (/^[0-9a-f]{64}$/.test(secret)) return secret;
  throw new UserError(`${shown(file, 400)} does not hold 64 hexadecimal digits.`, "Restore it from a copy.");
}

/** 64 hexadecimal digits that only the holder of the secret can compute. */
export function drawn(secret: string, ...texts: string[]): string {
  return createHmac("sha256", secret).update(texts.join("\0")).digest("hex");
}
