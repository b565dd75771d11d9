// Folder key: a random secret that a folder keeps for itself.
import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { writePrivate } from "./private-files.ts";
import { readFiles } from "./rewrite.ts";

const secretFile = "secret";

/**
 * The key of a folder in hexadecimal digits (256 bits). It is created once, for its owner only, and Git ignores it.
 * @throws UserError if the file holds something else, or the disk refuses
 */
export function secretOf(folder: string): string {
  const old = knownSecret(folder);
  if (old !== undefined) return old;
  const secret = randomBytes(32).toString("hex");
  writePrivate(folder, new Map([[secretFile, `${secret}\n`]]), [`/${secretFile}`]);
  return secret;
}

/**
 * The key of a folder that has one.
 * @throws UserError if the file holds something else
 */
export function knownSecret(folder: string): string | undefined {
  const secret = readFiles(folder, [secretFile]).get(secretFile)?.trim();
  if (secret === undefined || /^[0-9a-f]{64}$/.test(secret)) return secret;
  throw new UserError(
    `${shown(join(folder, secretFile), 400)} does not hold 64 hexadecimal digits.`,
    "Restore it from a copy.",
  );
}

/** 64 hexadecimal digits that only the holder of the secret can compute. */
export function drawn(secret: string, ...texts: string[]): string {
  return createHmac("sha256", secret).update(texts.join("\0")).digest("hex");
}
