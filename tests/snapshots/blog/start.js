// Start: runs the app as `npm run build` has compiled it.
/* global console, process, URL */
import { existsSync } from "node:fs";

const server = new URL("dist/server.js", import.meta.url);

if (existsSync(server)) {
  await import(server.href);
} else {
  console.error("Cannot start: the app is not compiled yet. Run `npm run build` first.");
  process.exitCode = 1;
}
