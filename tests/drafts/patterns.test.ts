// Patterns in generated code: none takes superlinear time, in TypeScript and in derived JavaScript.
import { Linter } from "eslint";
import regexp from "eslint-plugin-regexp";
import { expect, test } from "vitest";
import ts from "typescript-eslint";
import { draftOf, repoNames, type RepoName } from "../support/repos.ts";

const names: RepoName[] = [...repoNames, "bookshelf in JavaScript", "blog in JavaScript"];

test.each(names)("no pattern in %s can take superlinear time", { timeout: 120_000 }, (name) => {
  const linter = new Linter();
  const config = {
    files: ["**/*.ts", "**/*.js"],
    languageOptions: { parser: ts.parser },
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential", ignoreSticky: false }],
    },
  } as Linter.Config;
  const found = [...draftOf(name)]
    .filter(([path]) => /\.[jt]s$/.test(path))
    .flatMap(([path, text]) => linter.verify(text, [config], path).map(({ line, message }) => `${path}:${line} ${message}`))
    .filter((message) => !message.includes("Unused eslint-disable") && !message.includes("Definition for rule"));
  expect(found).toEqual([]);
});
