// Answers to a server that asks for a password: in the clear, by MD5, or by SCRAM, which never sends it.
// https://www.postgresql.org/docs/current/sasl-authentication.html and RFC 5802
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type { Address } from "./address.ts";
import { numbers, passwordMessage } from "./messages.ts";

/** The kinds of request, by the number that each begins with. */
const kinds = { done: 0, clear: 3, md5: 5, sasl: 10, saslContinue: 11, saslFinal: 12 };

/** One log-in: its second answer by SCRAM builds on the first. */
export class LogIn {
  readonly #address: Address;
  readonly #first = `n=,r=${randomBytes(18).toString("base64")}`;

  constructor(address: Address) {
    this.#address = address;
  }

  /**
   * Answers a request.
   *
   * @returns undefined where there is nothing to send
   * @throws Error where the server asks for what we cannot do
   */
  answer(request: Buffer): Buffer | undefined {
    const { user, password } = this.#address;
    const kind = request.readInt32BE(0);
    if (kind === kinds.done || kind === kinds.saslFinal) return undefined;
    if (kind === kinds.clear) return passwordMessage(Buffer.from(`${password}\0`));
    if (kind === kinds.md5) {
      const salted = Buffer.concat([Buffer.from(md5(password + user)), request.subarray(4, 8)]);
      return passwordMessage(Buffer.from(`md5${md5(salted)}\0`));
    }
    if (kind === kinds.sasl) return this.#begin();
    if (kind === kinds.saslContinue) return this.#prove(request.toString("utf8", 4));
    throw new Error(`kind ${kind}`);
  }

  #begin(): Buffer {
    const first = Buffer.from(`n,,${this.#first}`);
    return passwordMessage(Buffer.concat([Buffer.from("SCRAM-SHA-256\0"), numbers(first.length), first]));
  }

  #prove(challenge: string): Buffer {
    const parts = new Map(challenge.split(",").map((part) => [part.slice(0, 1), part.slice(2)]));
    const [nonce = "", salt = "", rounds = ""] = ["r", "s", "i"].map((letter) => parts.get(letter));
    const last = `c=biws,r=${nonce}`;
    const salted = pbkdf2Sync(this.#address.password.normalize("NFKC"), Buffer.from(salt, "base64"), Number(rounds), 32, "sha256");
    const key = hmac(salted, "Client Key");
    const signature = hmac(createHash("sha256").update(key).digest(), [this.#first, challenge, last].join(","));
    const proof = key.map((byte, index) => byte ^ (signature[index] ?? 0));
    return passwordMessage(Buffer.from(`${last},p=${Buffer.from(proof).toString("base64")}`));
  }
}

function md5(content: string | Buffer): string {
  return createHash("md5").update(content).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
