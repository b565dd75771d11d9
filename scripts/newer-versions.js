// Newer versions: which version of a package generated projects can use next, and the changed text of package.json.
import semver from "semver";
import { heldBack } from "./held-back.js";

/** Of each Node.js that we support, one that people have: a package must run on all. */
const supported = ["20.19.0", "22.22.0", "24.15.0", "26.1.0"];

/** A package as a manifest asks for it: "  \"zod\": \"^4.6.7\"". */
const line = /^(?<before> +"(?<name>(?:@[\w.-]+\/)?[\w.-]+)": ")(?<mark>[\^~])(?<version>\d+\.\d+\.\d+)(?=",?$)/gm;

/** The versions that the texts of manifests ask for, by package. */
export function askedFor(texts) {
  const found = texts.flatMap((text) => [...text.matchAll(line)]);
  return new Map(found.map(({ groups: { name, version } }) => [name, version]).sort());
}

/**
 * Chooses among versions that a registry has.
 *
 * @param {string} name
 * @param {string} current
 * @param {{ version: string, engines?: { node?: string }, deprecated?: string }[]} published
 * @returns {{ version: string, passed?: string, reason?: string }} the best, and the newest that was passed over for a reason
 */
export function choose(name, current, published) {
  const newer = published
    .filter(({ version }) => semver.gt(version, current) && semver.prerelease(version) === null)
    .map((candidate) => ({ version: candidate.version, reason: obstacle(name, candidate) }))
    .sort((a, b) => semver.rcompare(a.version, b.version));
  const { version = current } = newer.find(({ reason }) => reason === undefined) ?? {};
  const [newest] = newer;
  return newest === undefined || newest.version === version ? { version } : { version, passed: newest.version, reason: newest.reason };
}

function obstacle(name, { version, engines, deprecated }) {
  const held = heldBack[name];
  if (held !== undefined && !semver.satisfies(version, held.range)) return held.reason;
  const node = engines?.node ?? "*";
  if (!supported.every((each) => semver.satisfies(each, node))) return `it wants Node.js ${node}`;
  return deprecated === undefined ? undefined : "its authors advise against it";
}

/** A manifest's text with new versions; `^` and `~` stay. */
export function raised(text, versions) {
  return text.replace(line, (...parts) => {
    const { before, name, mark, version } = parts.at(-1);
    return `${before}${mark}${versions.get(name) ?? version}`;
  });
}
