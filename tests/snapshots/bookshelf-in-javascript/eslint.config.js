// What `npm run lint` checks: likely mistakes.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";

export default defineConfig(
  globalIgnores(["coverage", "public"]),
  js.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: {
      // A handler may name a parameter that it does not need, so that all of its kind look alike.
      "no-unused-vars": ["error", { args: "none" }],
    },
  },
);
