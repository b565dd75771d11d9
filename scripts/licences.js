// Licences: one text with the licences of all packages whose code we publish.
import { readFileSync } from "node:fs";

const ours = readFileSync(new URL("../LICENSE", import.meta.url), "utf8");

/** Every package with its licence's own words, parted by lines of dashes. */
export function licencesOf(packages) {
  const named = packages.map((bundled) => [`${bundled.name} ${bundled.version}`, bundled]).sort(([a], [b]) => (a < b ? -1 : 1));
  return named.map(([name, bundled]) => `${name} (${bundled.license})\n\n${wordsOf(bundled).trim()}\n`).join(`\n${"-".repeat(80)}\n\n`);
}

/** Some packages say "MIT" and bring no text. Ours is the same but for the name. */
function wordsOf({ name, license, licenseText, author }) {
  if (licenseText) return licenseText;
  if (license !== "MIT" || !author?.name) throw new Error(`The package ${name} brings no text for its licence, ${license}.`);
  return ours.replace(/^Copyright .*$/m, `Copyright (c) ${author.name}`);
}
