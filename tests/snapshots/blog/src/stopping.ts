// Graceful shutdown: stops the app without losing a request. Hosts send SIGTERM, and Ctrl+C sends SIGINT.
import type { RequestListener, Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { config } from "./config.ts";
import { database } from "./database/database.ts";

/** Whether the app is stopping. Then /ready returns 503, so that hosts send requests to other instances. */
export let stopping = false;

// The requests that wait until the server accepts no more connections.
let held: (() => void)[] | undefined;

/** The app, which asks each client to use a new connection for its next request while it is stopping. */
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
    // A host needs some seconds until it sends requests to other instances.
    await wait(3_000);
    // Closing resets connections that are just being opened. So requests in the last second are held back:
    // clients that wait for an answer open no connection.
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
