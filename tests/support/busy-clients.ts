// Busy clients: send one request after another over keep-alive connections, until the app refuses connections.
import { Agent, request } from "node:http";

export interface Busy {
  /** how many answers had each status */
  statuses: Map<number, number>;
  /** the error of each request that was neither answered nor refused before it was sent */
  lost: string[];
  /** how many answers asked for another connection */
  closing: number;
  /** resolves when all clients were refused */
  done: Promise<unknown>;
}

/** Starts clients that stop only when their connection is refused, which loses nothing: a proxy then asks another server. */
export function startBusyClients({ port, path, clients }: { port: number; path: string; clients: number }): Busy {
  const busy: Busy = { statuses: new Map(), lost: [], closing: 0, done: Promise.resolve() };
  async function client(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let refused = false;
    while (!refused) refused = (await send(busy, agent, port, path)) === "ECONNREFUSED";
    agent.destroy();
  }
  busy.done = Promise.all(Array.from({ length: clients }, client));
  return busy;
}

/** Sends one request. Returns the code of its error, if any. */
function send(busy: Busy, agent: Agent, port: number, path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const fail = ({ code = "?" }: NodeJS.ErrnoException) => {
      if (code !== "ECONNREFUSED") busy.lost.push(code);
      resolve(code);
    };
    const sending = request({ agent, host: "127.0.0.1", port, path }, (response) => {
      const status = response.statusCode ?? 0;
      busy.statuses.set(status, (busy.statuses.get(status) ?? 0) + 1);
      if (response.headers.connection === "close") busy.closing += 1;
      response.resume().on("end", () => resolve(undefined)).on("error", fail);
    });
    sending.on("error", fail).end();
  });
}
