// Held-back packages: packages of generated projects that are kept below their newest version, with the reasons.
export const heldBack = {
  "@types/node": { range: "^24", reason: "the repo's .nvmrc says 24" },
  "@vitest/coverage-v8": { range: "^4", reason: "it goes with vitest" },
  typescript: { range: "~6.0", reason: "typescript-eslint 8 cannot be installed with TypeScript 7" },
  vite: { range: "^7", reason: "vite 8 brings 60 MB of binaries, and vitest 4 needs no more than vite 7" },
  vitest: { range: "^4", reason: "vitest 5 does not run on Node.js 20" },
};
