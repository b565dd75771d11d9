// Statements: a port between your app and its database, which counts the statements that pass.
// The messages: https://www.postgresql.org/docs/current/protocol-message-formats.html
import { Buffer } from "node:buffer";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/** What only concerns a transaction or a connection is not counted. */
const uncounted =
  /^\s*(?:begin|start|commit|end|rollback|abort|savepoint|release|set|reset|show|discard|deallocate)\b/i;

/** What a client asks first if it prefers encryption. */
const encryptions = [80_877_103, 80_877_104];

/**
 * Opens a port that leads to a server.
 * @param server `host`, which can be the folder of a socket, and `port`
 * @returns `port`, `statements`, which gives their number so far, and `close`
 */
export async function countingPort({ host, port }) {
  let statements = 0;
  const open = new Set();
  const proxy = createServer((app) => {
    const server = host.startsWith("/") ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host);
    const [messagesIn, isStatement] = [splitter(), counter()];
    for (const [one, other] of [
      [app, server],
      [server, app],
    ]) {
      open.add(one);
      one.on("error", () => other.destroy()).on("close", () => open.delete(one) && other.end());
    }
    server.pipe(app);
    app.on("data", (piece) => {
      for (const message of messagesIn(piece)) {
        statements += Number(isStatement(message));
        if (isEncryption(message)) app.write("N");
        else server.write(message);
      }
    });
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const close = () => {
    proxy.close();
    for (const socket of open) socket.destroy();
  };
  return { port: proxy.address().port, statements: () => statements, close };
}

/** Splits what a client sends into messages. A letter says what each is, but not in those before its login. */
function splitter() {
  let [rest, letter] = [Buffer.alloc(0), 0];
  const end = () => (rest.length < letter + 4 ? Infinity : letter + Math.max(4, rest.readUInt32BE(letter)));
  return function* (piece) {
    rest = Buffer.concat([rest, piece]);
    while (end() <= rest.length) {
      const message = rest.subarray(0, end());
      rest = rest.subarray(end());
      if (!isEncryption(message)) letter = 1;
      yield message;
    }
  };
}

function isEncryption(message) {
  return message.length === 8 && message[0] === 0 && encryptions.includes(message.readUInt32BE(4));
}

/** A function that says of each message in order whether it starts a statement. */
function counter() {
  const [texts, portals] = [new Map(), new Map()];
  const isCounted = (text) => !uncounted.test(text);
  return (message) => {
    const [first, second] = message.toString("latin1", 5).split("\0", 2);
    const kind = String.fromCharCode(message[0]);
    if (kind === "P") texts.set(first, second); // Parse: a name and the text
    if (kind === "B") portals.set(first, texts.get(second)); // Bind: a portal and such a name
    return kind === "Q" ? isCounted(first) : kind === "E" && isCounted(portals.get(first)); // Query, Execute
  };
}
