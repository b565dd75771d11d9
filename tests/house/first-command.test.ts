// The first command of README: `npm ci` prints no warning on the oldest Node.js that we support.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { minVersion, satisfies } from "semver";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Lockfile {
  packages: Record<string, { engines?: { node?: string }; deprecated?: string; optional?: boolean }>;
}

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lockfile;
const oldest = minVersion(packages[""]?.engines?.node ?? "") ?? "";

test("every package installed by `npm ci` supports the oldest Node.js, and none is deprecated", () => {
  const warned = Object.entries(packages).filter(([, { engines, deprecated }]) => deprecated !== undefined || !satisfies(oldest, engines?.node ?? "*"));
  expect(warned.map(([path]) => path)).toEqual([]);
});
