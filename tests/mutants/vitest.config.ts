// Tests that run against mutants: the fast suite and tests/programs, without tests that read the source text or change the current folder.
import { defineConfig } from "vitest/config";

const textTests = ["tests/house/**", "tests/templates/repository.test.ts"];
const slowTests = ["tests/snapshots/**", "tests/drafts/**", "tests/bin/**", "tests/generated/**", "tests/published/**"];

export default defineConfig({
  test: {
    // On a busy machine a test that is only slow must not count as one that noticed the mutant.
    testTimeout: 120_000,
    include: ["tests/**/*.test.ts"],
    // Mutants run in worker threads, where process.chdir() does not exist.
    exclude: [...textTests, ...slowTests, "tests/commands/hostile.test.ts"],
  },
});
