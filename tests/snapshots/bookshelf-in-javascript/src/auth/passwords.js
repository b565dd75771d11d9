// Passwords: stored as scrypt hashes, which are slow on purpose, so that a stolen table is hard to crack.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { config } from "../config.js";

const derive = promisify(scrypt);

// At the default cost a hash takes 16 MiB and about 0.2 s of CPU time: little for a login, a lot for an
// attacker who tries millions. That is why requests hash only `inTurn`. Node.js allows scrypt 32 MiB by
// default; the highest cost needs 128.
const work = (cost) => ({ N: cost, r: 8, p: 5, maxmem: 256 * 1024 * 1024 });

// The most common leaked passwords that are long enough for the rules.
const common = new Set(
  `password password1 password12 password123 passw0rd 12345678 123456789 1234567890 11111111 00000000 12341234
  87654321 qwertyui qwertyuiop qwerty123 1q2w3e4r 1qaz2wsx asdfghjkl zxcvbnm123 iloveyou sunshine princess
  football baseball superman starwars trustno1 whatever computer internet letmein1 welcome1 abc12345 abcd1234
  changeme admin123`.split(/\s+/),
);

export const newPassword = z
  .string()
  .min(8, "At least 8 characters.")
  .max(128, "At most 128 characters.")
  .refine((password) => !common.has(password.toLowerCase()), "This password is too common.");

/** A salted hash. It includes its cost, so that the cost can be raised later. */
export async function hashPassword(password) {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, 32, work(config.PASSWORD_COST));
  return stored(config.PASSWORD_COST, salt, hash);
}

function stored(cost, salt, hash) {
  return [cost, salt.toString("base64"), hash.toString("base64")].join("$");
}

// Random bytes that are the hash of no password. They are checked if an address is not registered, so that
// the answer takes as long as any other and its time does not reveal who is registered.
const nobody = stored(config.PASSWORD_COST, randomBytes(16), randomBytes(32));

/** Whether the password has this hash. No password has "", so nobody can log in to such an account. */
export async function passwordFits(password, known = "") {
  const [cost, salt, hash] = (known || nobody).split("$");
  const computed = await derive(password, Buffer.from(salt, "base64"), 32, work(Number(cost)));
  return timingSafeEqual(computed, Buffer.from(hash, "base64"));
}
