// Test projects: `unit` in this process and fast, `programs` in this process with hundreds of child processes, `drafts` with
// hundreds of rendered projects, `bin` with real processes of the built bin, Git and a terminal, `generated`, in which generated
// projects are installed and run, and `published`, in which package managers install the package. The slow ones start when the
// others are done. At least two workers each, because vitest leaves one core to itself, which on two cores is half of the machine.
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => {
  // `vitest run --mode all`: the whole matrix; `--mode published`: of it, every Node.js, npm and other package manager that people
  // meet us with. Tests and their workers read it from the environment.
  if (mode === "all") process.env.TEST_ALL = "1";
  if (mode === "all" || mode === "published") process.env.TEST_PUBLISHED = "1";
  return {
    test: {
      // `npm run test:reach`: which files of src/ the fast suite runs. bin.ts is the process itself.
      coverage: { include: ["src/**"], exclude: ["src/bin.ts"], reporter: ["json-summary"], reportOnFailure: true, thresholds: { perFile: true, functions: 1 } },
      projects: [
        // One set of modules for all files of a worker: loading them took a third of the time.
        { test: { name: "unit", include: ["tests/**/*.test.ts"], exclude: ["tests/snapshots/**", "tests/programs/**", "tests/drafts/**", "tests/bin/**", "tests/generated/**", "tests/published/**"], testTimeout: 30_000, isolate: false, maxWorkers: 2 } },
        { test: { name: "programs", include: ["tests/programs/**/*.test.ts"], testTimeout: 60_000, maxWorkers: 2 } },
        { test: { name: "drafts", include: ["tests/drafts/**/*.test.ts"], testTimeout: 120_000, maxWorkers: 2 } },
        { test: { name: "bin", include: ["tests/bin/**/*.test.ts"], globalSetup: "tests/support/build.ts", testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2 } },
        {
          test: {
            name: "generated",
            include: ["tests/generated/**/*.test.ts"],
            globalSetup: "tests/support/servers.ts",
            testTimeout: 300_000,
            hookTimeout: 120_000,
            maxWorkers: 3, // Their tests wait a fifth of the time, for an app to start or for a limit to pass.
            sequence: { groupOrder: 1 },
          },
        },
        {
          test: {
            name: "published",
            include: ["tests/published/**/*.test.ts"],
            globalSetup: "tests/support/published.ts",
            testTimeout: 300_000,
            hookTimeout: 300_000,
            maxWorkers: 2,
            sequence: { groupOrder: 2 },
          },
        },
      ],
    },
  };
});
