// Stopping: ends the app without losing a request. Hosts send SIGTERM before they replace it, you send SIGINT with Ctrl+C.
import type { RequestListener, Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { config } from "./config.ts";
import { database } from "./database/database.ts";

/** Whether the app was told to stop. From then on /ready says 503, so that hosts send requests to other copies of it. */
export let stopping = false;

// The requests that wait until the server takes no more connections.
let held: (() => void)[] | undefined;

/** The app, but while it stops each answer asks the client to use another connection for its next request. */
export function stoppable(app: RequestListener): RequestListener {
  return (req, res) => {
    if (stopping) res.setHeader("Connection", "close");
    if (held === undefined) app(req, res);
    else held.push(() => app(req, res));
  };
}

export async function stop(server: Server): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (config.NODE_ENV === "production") {
    // It takes a host some seconds to send its requests to other copies.
    await wait(3_000);
    // Closing resets connections that are just being opened. So the requests of the last second are held: clients that
    // wait for an answer open no connection.
    held = [];
    await wait(1_000);
  }
  server.close(async () => {
    await database.close();
    process.exit(0);
  });
  for (const answer of held ?? []) answer();
  held = undefined;
  // Some clients never finish.
  await wait(4_000, undefined, { ref: false });
  server.closeAllConnections();
}
