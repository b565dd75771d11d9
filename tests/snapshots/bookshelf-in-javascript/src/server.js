// Starts the app, and stops it without dropping a request.
import { createServer } from "node:http";
import { createApp } from "./app.js";
import { cannotStart, config } from "./config.js";
import { connect, database } from "./database/database.js";
import { migrate } from "./database/migrate.js";
import { seed } from "./database/seed.js";
import { logger } from "./logger.js";

const production = config.NODE_ENV === "production";

// On your own machine only you can reach the app; in production everyone can.
const host = config.HOST ?? (production ? "0.0.0.0" : "127.0.0.1");

try {
  await connect();
  await migrate();
  if (!production) await seed();
} catch (error) {
  cannotStart(error.message);
}

const server = createServer(createApp());
// A client that is slower than this is cut off, so that slow clients cannot use up all connections.
server.requestTimeout = 30_000;
server.headersTimeout = 15_000;
server.on("error", ({ code, message }) => {
  cannotStart(code === "EADDRINUSE" ? `PORT ${config.PORT} is taken by another program: stop that one, or set another PORT in .env` : `HOST ${host} and PORT ${config.PORT} do not work: ${message}`);
});
server.listen(config.PORT, host, () => {
  // With PORT=0 the system chooses the port.
  const { port } = server.address();
  logger.info(`Ready at http://localhost:${port}`);
});

let stopping = false;
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

// Hosts send SIGTERM before they replace the app: finish what has begun, then leave.
function stop() {
  if (stopping) return;
  stopping = true;
  setTimeout(() => server.closeAllConnections(), 8_000).unref();
  server.close(async () => {
    await database.close();
    process.exit(0);
  });
}
