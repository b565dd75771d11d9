// Relay: the only way from a sandbox to the server, by which one submission has so many connections and no more.
import { chmodSync, lstatSync, readdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/** A limit of the server's counts only connections that have logged in. Others would keep its places from everybody. */
const most = 18;

/**
 * Opens a socket for each of the server's.
 * @param from the folder with those of the server
 * @param to the folder that the sandbox reaches
 * @returns `close`
 */
export async function openRelay({ from, to }) {
  const open = new Set();
  const names = readdirSync(from).filter((name) => lstatSync(join(from, name)).isSocket());
  const relays = await Promise.all(names.map((name) => listening(join(from, name), join(to, name), open)));
  return {
    close: () => {
      for (const relay of relays) relay.close();
      for (const socket of open) socket.destroy();
    },
  };
}

async function listening(server, path, open) {
  const relay = createServer((app) => {
    if (open.size >= 2 * most) return void app.destroy();
    const pair = [app, connect(server)];
    for (const [at, socket] of pair.entries()) {
      open.add(socket);
      socket.pipe(pair[1 - at]);
      socket.on("error", () => undefined); // It is closed, too.
      socket.on("close", () => open.delete(socket) && pair[1 - at].destroy());
    }
  });
  await new Promise((resolve, reject) => relay.on("error", reject).listen(path, resolve));
  chmodSync(path, 0o777); // As root, the app runs as another user.
  return relay;
}
