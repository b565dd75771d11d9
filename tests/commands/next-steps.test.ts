// Next steps: printed commands work in each shell when they are pasted.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { goTo, nameOf, wayToGitHub } from "../../src/commands/next-steps.ts";
import { ourFolder } from "../../src/ourselves.ts";
import { quote } from "../../src/shell.ts";
import { environmentForEach } from "../support/in-process.ts";
import { cleanEnvironment, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

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

test("two folders up is near, three are not, and a name that looks like a flag is a path", () => {
  expect(goTo("/a/x", "/a/b/c", "linux")).toBe("cd ../../x");
  expect(goTo("/x", "/a/b/c", "linux")).toBe("cd /x");
  expect(goTo("/a/-x/..y", "/a", "linux")).toBe("cd ./-x/..y");
});

test("a clone publishes from its own folder, and a project elsewhere from the project", () => {
  expect(wayToGitHub(join(ourFolder, "../my blog"), ourFolder)).toBe('To put it on GitHub, from this folder: npm start -- publish "../my blog"');
  expect(wayToGitHub("/a/b/c/my-blog", "/a")).toBe(`To put it on GitHub: node ${ourFolder}/dist/bin.cjs publish`);
});

test("a folder is named from the current one, which is a dot", () => {
  expect([nameOf("/a/b", "/a"), nameOf("/a", "/a"), nameOf("/", "/a"), nameOf(process.cwd())]).toEqual(["b", ".", "..", "."]);
});
