// Test configuration: one file after the other, because all of them share one database.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/support/setup.ts"],
    // All files share the modules of the app, and so its connection to the database.
    isolate: false,
    fileParallelism: false,
    // The first run creates the database, which takes a while on a busy machine.
    hookTimeout: 300_000,
    testTimeout: 60_000,
    // Tests never use your .env or DATABASE_URL. Without TEST_DATABASE_URL they get a database in memory.
    env: {
      NODE_ENV: "test",
      DATABASE_URL: process.env.TEST_DATABASE_URL ?? "",
      LOG_LEVEL: "silent",
      // Low cost and high limits keep tests fast. Tests of the limits set their own.
      PASSWORD_COST: "16",
      RATE_LIMIT: "100000",
      LOGIN_LIMIT: "100000",
    },
    coverage: {
      include: ["src/**"],
      // The first three run in separate processes, and a run uses only one of the two drivers.
      exclude: [
        "src/server.ts",
        "src/commands.ts",
        "src/database/lock.ts",
        "src/database/{embedded,postgres}.ts",
      ],
      thresholds: { lines: 90 },
    },
  },
});
