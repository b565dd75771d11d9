// Server: prepares the database and starts the app.
import { createServer } from "node:http";
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
  // Your own database server gets the examples only if you ask for them with `npm run db:seed`.
  const url = config.DATABASE_URL;
  if (url === undefined) await seed();
  else logger.info(`Using the database ${new URL(url).host}${new URL(url).pathname}`);
  if (production && (await demoCanLogIn())) {
    cannotStart(`the password of the demo user ${demo.email} is public: change it, or delete that user`);
  }
} catch (error) {
  cannotStart((error as Error).message);
}

// Slower clients are disconnected, so that they cannot use up all connections.
const patience = { headersTimeout: 15_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 };
const server = createServer(patience, stoppable(createApp()));
server.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  const reason = code === "EADDRINUSE" ? "another program does, so stop it or set another PORT" : message;
  cannotStart(`cannot listen on HOST ${host} and PORT ${config.PORT}: ${reason}`);
});
server.listen(config.PORT, host, () => {
  // With PORT=0 the system chooses the port.
  const { port } = server.address() as { port: number };
  logger.info(`Ready at ${config.SITE_URL ?? `http://localhost:${port}`}`);
});

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(server));
