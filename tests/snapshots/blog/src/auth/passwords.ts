// Passwords: kept as scrypt hashes, which are slow to compute on purpose, so that a stolen table is hard to crack.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { config } from "../config.ts";

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

// At the default cost a hash takes 16 MiB and 0.17 to 0.27 s of a processor: little for a log-in, a lot for somebody who tries
// millions. So let requests hash only `inTurn`. By default Node.js gives scrypt up to 32 MiB, but the highest cost takes 128.
const work = (cost: number) => ({ N: cost, r: 8, p: 5, maxmem: 256 * 1024 * 1024 });

// The favourites of every list of leaked passwords that are long enough for us.
const common = new Set(
  `password password1 password12 password123 passw0rd 12345678 123456789 1234567890 11111111 00000000 12341234
  87654321 qwertyui qwertyuiop qwerty123 1q2w3e4r 1qaz2wsx asdfghjkl zxcvbnm123 iloveyou sunshine princess
  football baseball superman starwars trustno1 whatever computer internet letmein1 welcome1 abc12345 abcd1234
  changeme admin123`.split(/\s+/),
);

export const newPassword = z
  .string()
  .min(8, "A password has at least 8 characters.")
  .max(128, "A password has at most 128 characters.")
  .refine((password) => !common.has(password.toLowerCase()), "This password is on every attacker's list.");

/** A salted hash that also says how it was made, so that the cost can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, 32, work(config.PASSWORD_COST));
  return [config.PASSWORD_COST, salt.toString("base64"), hash.toString("base64")].join("$");
}

// Random bytes instead of a hash, which no password fits. For an address that is not registered they are checked all the same:
// the answer takes as long as any other, and its time does not tell who is registered.
const nobody = [config.PASSWORD_COST, randomBytes(16).toString("base64"), randomBytes(32).toString("base64")].join("$");

/** Whether the password has this hash. No password has "", so an account with that cannot be logged in to. */
export async function passwordFits(password: string, stored = ""): Promise<boolean> {
  const [cost, salt, hash] = (stored === "" ? nobody : stored).split("$") as [string, string, string];
  const computed = await derive(password, Buffer.from(salt, "base64"), 32, work(Number(cost)));
  return timingSafeEqual(computed, Buffer.from(hash, "base64"));
}
