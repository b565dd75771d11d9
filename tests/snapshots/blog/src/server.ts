// Server: gets the database ready and starts the app.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { cannotStart, config } from "./config.ts";
import { connect } from "./database/database.ts";
import { migrate } from "./database/migrate.ts";
import { demo, demoCanLogIn, seed } from "./database/seed.ts";
import { logger } from "./logger.ts";
import { stop, stoppable } from "./stopping.ts";

const production = config.NODE_ENV === "production";

// On your own machine only you can reach the app; in production everyone can.
const host = config.HOST ?? (production ? "0.0.0.0" : "127.0.0.1");

try {
  await connect();
  await migrate();
  // A server of your own gets examples only when you ask for them, with `npm run db:seed`.
  if (config.DATABASE_URL === undefined) await seed();
  if (production && (await demoCanLogIn())) {
    cannotStart(`everybody knows the password of the example ${demo.email}: change it, or delete that user`);
  }
} catch (error) {
  cannotStart((error as Error).message);
}

// Clients that are slower than this are cut off, so that they cannot use up all connections. Node.js looks at the interval.
const patience = { headersTimeout: 15_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 };
const server = createServer(patience, stoppable(createApp()));
server.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  const taken = `PORT ${config.PORT} is taken by another program: stop that one, or set another PORT in .env`;
  cannotStart(code === "EADDRINUSE" ? taken : `HOST ${host} and PORT ${config.PORT} do not work: ${message}`);
});
server.listen(config.PORT, host, () => {
  // With PORT=0 the system chooses the port.
  const { port } = server.address() as AddressInfo;
  logger.info(`Ready at http://localhost:${port}`);
});

process.on("SIGINT", () => stop(server));
process.on("SIGTERM", () => stop(server));
