// What `npm run lint` checks, in our own code and in the templates where they lie.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import regexp from "eslint-plugin-regexp";
import ts from "typescript-eslint";

const typed = (project) => ({
  extends: [ts.configs.recommendedTypeChecked],
  languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
});

/** Patterns whose time grows faster than the text they are held against. One such pattern over a user's text hangs the program. */
const linearPatterns = {
  plugins: { regexp },
  rules: {
    "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
    "regexp/no-super-linear-move": ["error", { report: "potential", ignoreSticky: false }],
  },
};

export default defineConfig(
  globalIgnores(["dist", "coverage", "templates/**/public", "tests/snapshots"]),
  js.configs.recommended,
  { files: ["scripts/**/*.js", "benchmarks/**/*.js"], languageOptions: { globals: { process: "readonly", console: "readonly", performance: "readonly", URL: "readonly" } } },
  { files: ["templates/**/*.cjs"], languageOptions: { globals: { process: "readonly", URL: "readonly", setTimeout: "readonly" } } },
  { files: ["src/**/*.ts", "tests/**/*.ts", "benchmarks/**/*.ts", "*.ts"], ...typed("./tsconfig.json") },
  {
    files: ["src/**/*.ts"],
    rules: {
      // The house figures: what grows past them wants another wall.
      "max-lines": ["error", { max: 150, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='UserError'] > TemplateLiteral CallExpression[callee.object.name='JSON'][callee.property.name='stringify']",
          message: "A message quotes text by shown(), which bounds its length and spells out invisible characters.",
        },
      ],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: { "max-len": ["error", { code: 120, ignoreUrls: true }] },
  },
  { files: ["src/**/*.ts", "scripts/**/*.js", "benchmarks/**/*", "templates/**/*.ts"], ...linearPatterns },
  {
    files: ["templates/stacks/express/**/*.ts"],
    ...typed("./templates/stacks/express/tsconfig.json"),
    rules: {
      // The same exceptions as the generated repo makes in its own eslint.config.js.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": ["error", { args: "none" }],
    },
  },
  {
    // What answers a request asks the database once, and not once for each row.
    files: ["templates/**/*.{queries,routes,pages}.ts"],
    rules: { "no-await-in-loop": "error" },
  },
);
