// Passwords: stored as scrypt hashes, which are slow on purpose, so that a stolen table is hard to crack.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { config } from "../config.js";

const derive = promisify(scrypt);

// At the default cost a hash takes 16 MiB and about 0.2 s of CPU time: little for a login, a lot for an
// attacker who tries millions. That is why requests hash only `inTurn`. Node.js allows scrypt 32 MiB by
// default; the highest cost needs 128.
const work = (cost) => ({ N: cost, r: 8, p: 5, maxmem: 256 * 1024 * 1024 });

/** A salted hash. It includes its cost and its salt, so that the same password can be hashed again. */
export async function hashPassword(password, cost = config.PASSWORD_COST, knownSalt) {
  const salt = knownSalt ?? randomBytes(16).toString("base64");
  const hash = await derive(password, salt, 32, work(cost));
  return [cost, salt, hash.toString("base64")].join("$");
}

// Random bytes that are the hash of no password. They are checked if an address is not registered, so that
// the answer takes as long as any other and its time does not reveal who is registered.
const nobody = `${config.PASSWORD_COST}$salt$${randomBytes(32).toString("base64")}`;

/** Whether the password has this hash. No password has "", so nobody can log in to such an account. */
export async function passwordFits(password, hash = "") {
  const stored = hash || nobody;
  const [cost, salt] = stored.split("$");
  const computed = await hashPassword(password, Number(cost), salt);
  return timingSafeEqual(Buffer.from(computed), Buffer.from(stored));
}
