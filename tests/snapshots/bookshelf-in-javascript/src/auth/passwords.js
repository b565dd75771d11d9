// Passwords are kept as scrypt hashes: slow to compute on purpose, so that a stolen table is hard to crack.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { config } from "../config.js";

const derive = promisify(scrypt);

// 16 MiB and some 50 ms a log-in at the default cost: little for us, a lot for somebody who tries millions.
const work = (cost) => ({ N: cost, r: 8, p: 5, maxmem: 256 * 8 * cost });

// The favourites of every list of leaked passwords that are long enough for us.
const common = new Set(
  `password password1 password12 password123 passw0rd 12345678 123456789 1234567890 11111111 00000000 12341234 87654321
  qwertyui qwertyuiop qwerty123 1q2w3e4r 1qaz2wsx asdfghjkl zxcvbnm123 iloveyou sunshine princess football baseball
  superman starwars trustno1 whatever computer internet letmein1 welcome1 abc12345 abcd1234 changeme admin123`.split(/\s+/),
);

export const newPassword = z
  .string()
  .min(8, "A password has at least 8 characters.")
  .max(128, "A password has at most 128 characters.")
  .refine((password) => !common.has(password.toLowerCase()), "This password is on every attacker's list.");

/** A salted hash that also says how it was made, so that the cost can be raised later. */
export async function hashPassword(password) {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, 32, work(config.PASSWORD_COST));
  return [config.PASSWORD_COST, salt.toString("base64"), hash.toString("base64")].join("$");
}

// Somebody who is not registered gets a hash that fits no password: the answer then takes as long as any other,
// and its time does not tell who is registered.
const nobody = hashPassword(randomBytes(32).toString("base64"));

export async function passwordFits(password, stored) {
  const [cost, salt, hash] = (stored ?? (await nobody)).split("$");
  const computed = await derive(password, Buffer.from(salt, "base64"), 32, work(Number(cost)));
  return timingSafeEqual(computed, Buffer.from(hash, "base64"));
}
