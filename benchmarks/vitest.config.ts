// `npm run bench`: one long run that is no test, but uses what our tests know about repos, servers and processes.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["benchmarks/*.bench.ts"], fileParallelism: false, globalSetup: "tests/support/build.ts", testTimeout: 1_800_000, hookTimeout: 60_000, disableConsoleIntercept: true },
});
