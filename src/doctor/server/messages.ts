// The bytes in which one speaks to PostgreSQL: a letter, the length, the content.
// https://www.postgresql.org/docs/current/protocol-message-formats.html

export interface Message {
  /** "R" asks for a log-in, "E" is an error, "S" tells a setting, "Z" means ready. */
  kind: string;
  content: Buffer;
}

/** Asks whether the server speaks TLS. It answers with one byte, "S" or "N". */
export const tlsRequest: Buffer = numbers(8, 80_877_103);

/** The first message: version 3.0 of the protocol, then names and values. It alone has no letter. */
export function startUp(settings: Record<string, string>): Buffer {
  const words = Object.entries(settings).flat().map((word) => `${word}\0`).join("");
  const content = Buffer.concat([numbers(196_608), Buffer.from(`${words}\0`)]);
  return Buffer.concat([numbers(content.length + 4), content]);
}

/** An answer to a request for a log-in. */
export function passwordMessage(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from("p"), numbers(content.length + 4), content]);
}

/** Says goodbye. */
export const terminate: Buffer = Buffer.concat([Buffer.from("X"), numbers(4)]);

/** A number of 32 bits, or several. */
export function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeInt32BE(value, index * 4));
  return bytes;
}

/** Takes the first whole message off received bytes; undefined where more have to come. */
export function takeMessage(received: Buffer): { message: Message; rest: Buffer } | undefined {
  if (received.length < 5) return undefined;
  const end = 1 + received.readInt32BE(1);
  if (received.length < end) return undefined;
  return { message: { kind: received.toString("latin1", 0, 1), content: received.subarray(5, end) }, rest: received.subarray(end) };
}

/** Whether bytes can be the beginning of a server's message: its letter, and a length that no greeting passes. */
export function looksRight(received: Buffer): boolean {
  if (received.length === 0) return true;
  if (!/[RESKZNv]/.test(received.toString("latin1", 0, 1))) return false;
  if (received.length < 5) return true;
  const length = received.readInt32BE(1);
  return length >= 4 && length < 100_000;
}

/** The fields of an error, by their letters: C is the code, M the sentence. */
export function errorFields(content: Buffer): Record<string, string> {
  const parts = content.toString().split("\0").filter((part) => part !== "");
  return Object.fromEntries(parts.map((part) => [part.slice(0, 1), part.slice(1)]));
}
