// Lint rules: likely mistakes.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";

export default defineConfig(
  globalIgnores(["coverage", "public"]),
  js.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: {
      // Handlers may list unused parameters, so that all of them look alike.
      "no-unused-vars": ["error", { args: "none" }],
    },
  },
);
