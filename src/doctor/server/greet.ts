// Greets a PostgreSQL server as the app's driver would, up to "ready", and leaves: the log-in and the database are tried for real.
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { Unusable, type Address } from "./address.ts";
import { LogIn } from "./log-in.ts";
import { errorFields, looksRight, startUp, takeMessage, terminate, tlsRequest, type Message } from "./messages.ts";
import { refusalBy } from "./server-refusals.ts";

/**
 * Logs in and out.
 *
 * @returns the server's version
 * @throws Unusable where it is not there, is no PostgreSQL, or refuses
 */
export async function greet(address: Address, signal: AbortSignal): Promise<string> {
  const { host, port } = address;
  const plain = connectTcp({ host, port, signal });
  try {
    await once(plain, "connect");
    const socket = address.tls === "none" ? plain : await encrypted(plain, address);
    return await talk(socket, address);
  } catch (error) {
    throw error instanceof Unusable ? error : refusalBy(error, address);
  } finally {
    plain.destroy();
  }
}

async function encrypted(socket: Socket, { host, tls }: Address): Promise<Socket> {
  socket.write(tlsRequest);
  const [answer] = (await once(socket, "data")) as [Buffer];
  if (!/^[SN]$/.test(answer.toString("latin1"))) throw stranger();
  if (answer.toString() === "N") throw new Unusable("the server speaks no TLS, and sslmode asks for it", "Write sslmode=disable, if the server is on this machine.");
  const secure = connectTls({ socket, host, servername: /^[\d.]+$|:/.test(host) ? undefined : host, rejectUnauthorized: tls === "strict" });
  await once(secure, "secureConnect");
  return secure;
}

async function talk(socket: Socket, address: Address): Promise<string> {
  const { user, database } = address;
  const logIn = new LogIn(address);
  let version = "";
  socket.write(startUp({ user, database, application_name: "doctor" }));
  for await (const message of messagesOf(socket)) {
    if (message.kind === "E") throw refusalBy(errorFields(message.content), address);
    if (message.kind === "R") send(socket, logIn.answer(message.content));
    if (message.kind === "S") version = versionIn(message.content) ?? version;
    if (message.kind === "Z") {
      socket.write(terminate);
      return version;
    }
  }
  throw stranger();
}

/** What a server sends, until it closes. */
async function* messagesOf(socket: Socket): AsyncGenerator<Message> {
  let received = Buffer.alloc(0);
  for await (const bytes of socket as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, bytes]);
    for (let taken = takeMessage(received); looksRight(received) && taken !== undefined; taken = takeMessage(received)) {
      yield taken.message;
      received = Buffer.from(taken.rest);
    }
    if (!looksRight(received)) throw stranger();
  }
}

function send(socket: Socket, answer: Buffer | undefined): void {
  if (answer !== undefined) socket.write(answer);
}

/** "15.3" of "15.3 (Debian 15.3-0+deb12u1)". */
function versionIn(setting: Buffer): string | undefined {
  const [name, value = ""] = setting.toString().split("\0");
  return name === "server_version" ? value.split(" ")[0] : undefined;
}

function stranger(): Unusable {
  return new Unusable("what answers there is not PostgreSQL", "Look at host and port in DATABASE_URL.");
}

/** The next event of a socket; an error, or its end before that, is thrown. */
function once(socket: Socket, event: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    socket.once(event, (...values: unknown[]) => resolve(values));
    socket.once("error", reject);
    socket.once("close", () => reject(stranger()));
  });
}
