// Next steps: printed commands work in each shell when they are pasted.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { goTo } from "../../src/commands/next-steps.ts";
import { quote } from "../../src/shell.ts";
import { temporary } from "../support/sandbox.ts";

test.each(["my-api", "Mon Été", "-x", "a/b c", "it's", 'say "hi"', "$HOME", "`id`", "a\\b", "50%!", "*", "#1", "a;b&c", "~", "=x", "🛒", "(1)"])(
  "the printed `cd` works in sh for the folder %j",
  (name) => {
    const from = temporary();
    mkdirSync(join(from, name), { recursive: true });
    const line = goTo(join(from, name), from, "linux") ?? "";
    expect(line.split("\n")).toHaveLength(1);
    expect(execaSync("sh", ["-c", `${line} && pwd`], { cwd: from }).stdout).toBe(join(from, name));
  },
);

test("no `cd` is printed for the current folder", () => {
  expect(goTo("/a/b", "/a/b")).toBeUndefined();
});

test("a nearby folder is a relative path, and a distant one an absolute path", () => {
  expect(goTo("/tmp/x", "/a/b/c/d", "linux")).toBe("cd /tmp/x");
  expect(goTo("/a/my-api", "/a/main", "linux")).toBe("cd ../my-api");
});

test.each([
  ["my-api", "my-api"],
  ["C:\\Users\\Ann\\my-api", "C:\\Users\\Ann\\my-api"],
  ["Mon Été", '"Mon Été"'],
  ["a&b", '"a&b"'],
  ["$x it's", "'$x it''s'"],
])("%j is quoted as %s on Windows", (word, written) => {
  expect(quote(word, "win32")).toBe(written);
});
