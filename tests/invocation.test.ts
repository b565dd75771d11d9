// Invocation: the command that starts this program again, from the place of the package and the program that runs it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { commandToType, isFromRegistry } from "../src/invocation.ts";
import { ourCommand, ourName, ourStarter } from "../src/ourselves.ts";

const folder = mkdtempSync(join(tmpdir(), "invocation-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a package.json that depends on this package. Returns the folder of the package below it. */
function askedFor(manifest: object | string, below = `node_modules/${ourName}`): string {
  const project = mkdtempSync(join(folder, "node_modules "));
  mkdirSync(join(project, below), { recursive: true });
  writeFileSync(join(project, "package.json"), typeof manifest === "string" ? manifest : JSON.stringify(manifest));
  return join(project, below);
}

const by = (range: unknown) => ({ dependencies: { [ourName]: range } });

test.each<[string, object | string, string?]>([
  ["npm and bun", by("^0.1.0")],
  ["a tag", by("latest")],
  ["a project's own tools", { devDependencies: { [ourName]: "~0.1.0" } }],
  ["pnpm", by("0.1.0"), `node_modules/.pnpm/${ourName}@0.1.0/node_modules/${ourName}`],
  ["a range of several parts", by(">=1 <3 || 4.x")],
])("started by %s: the package is from a registry", (_, manifest, below) => expect(isFromRegistry({ root: askedFor(manifest, below) })).toBe(true));

test.each<[string, object | string, string?]>([
  ["a tarball", by("file:../x.tgz")],
  ["a tarball's address", by("https://example.com/x.tgz")],
  ["a Git address", by("git+ssh://git@example.com/a/b.git")],
  ["GitHub's short form", by("ann/b")],
  ["another package under our name", by("npm:other@1.0.0")],
  ["a workspace", by("workspace:*")],
  ["a folder of Windows", by("..\\clone")],
  ["a project that does not depend on it", {}],
  ["an invalid package.json", "[}"],
  ["a version that is not text", by(1)],
  ["null", "null"],
  ["a clone", by("^0.1.0"), "clone"],
])("installed from %s: the package is not from a registry", (_, manifest, below) => expect(isFromRegistry({ root: askedFor(manifest, below) })).toBe(false));

test("in Yarn's cache, the name of the zip file decides", () => {
  const inZip = (zip: string) => `/home/ann/.yarn/berry/cache/${zip}/node_modules/${ourName}`;
  expect(isFromRegistry({ root: inZip("create-backend-starter-npm-0.1.0-1afc6b206a-4166dd10a8.zip") })).toBe(true);
  expect(isFromRegistry({ root: inZip("create-backend-starter-file-e8a509649c-4166dd10a8.zip") })).toBe(false);
});

const agent = (name: string) => ({ npm_config_user_agent: `${name}/1.0.0 npm/? node/v20.20.2` });

test("each way to start has its own command", () => {
  const registry = askedFor(by("^0.1.0"));
  const clone = join(folder, "clone");
  const started = "/usr/bin/node";
  const typed = (root: string, env: Record<string, string>, at: string) => commandToType(["publish"], at, { root, started, env });
  expect(typed(registry, agent("npm"), folder)).toBe(`npm create ${ourStarter}@latest -- publish`);
  expect(typed(registry, agent("bun"), folder)).toBe(`bun create ${ourStarter} publish`);
  expect(typed(clone, agent("npm"), clone)).toBe("npm start -- publish");
  expect(typed(clone, agent("pnpm"), clone)).toBe("pnpm start publish");
  expect(typed(clone, {}, join(folder, "my-blog"))).toBe("node ../clone/dist/bin.cjs publish");
  expect(typed(join(folder, "a clone"), {}, "/far/away/from/here")).toBe(`node "${folder}/a clone/dist/bin.cjs" publish`);
});

test("a global installation is started by its name, unless a package manager has extended PATH", () => {
  const run = { root: askedFor({}), started: `/usr/local/bin/${ourCommand}`, env: { PATH: "/usr/bin:/usr/local/bin" } };
  expect(commandToType(["doctor"], folder, run)).toBe(`${ourCommand} doctor`);
  expect(commandToType(["doctor"], folder, { ...run, env: { ...run.env, ...agent("npm") } })).toMatch(/^node /);
  expect(commandToType(["doctor"], folder, { ...run, env: { PATH: "/usr/bin" } })).toMatch(/^node /);
});
