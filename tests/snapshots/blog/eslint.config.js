// What `npm run lint` checks: likely mistakes, also those that only the types can show.
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
      // Express 5 awaits route handlers itself and passes what they throw to the error handler.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      // A function may be async so that all functions of its kind are called alike.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": ["error", { args: "none" }],
    },
  },
);
