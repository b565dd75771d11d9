// Lint rules: likely mistakes, including those that only types reveal.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig(
  globalIgnores(["dist", "coverage", "public"]),
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Express 5 awaits route handlers and passes their errors to the error handler.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      // A function may be async without await, so that all functions of its kind are called alike.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": ["error", { args: "none" }],
    },
  },
);
