// First-minute benchmark: what a beginner waits for, in both languages, written to FIRST-MINUTE.md.
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { expect, test } from "vitest";
import { measureFirstMinute, type FirstMinute } from "./first-minute.ts";
import { machine, straight } from "./report.ts";

type Most = [typescript: number, javascript: number];
const steps: [keyof FirstMinute, string, Most?][] = [
  ["create", "create, with a first commit"],
  ["install", "`npm install`, with an empty cache"],
  ["installFromCache", "`npm install`, from the cache"],
  ["installedMB", "size of the packages", [170, 170]],
  ["firstStart", "first `npm run dev` to the first page", [7, 5]],
  ["laterStart", "later `npm run dev` to the first page", [3.7, 2.2]],
  ["save", "a save to its change", [3, 2.1]],
  ["firstMemoryMB", "memory of the app that created the database"],
  ["memoryMB", "memory of the app at a later start", [170, 170]],
  ["firstTests", "first `npm test`", [10, 10]],
  ["laterTests", "later `npm test`", [8, 8]],
];

test("the first minute is as short as we say", async () => {
  const ts = await measureFirstMinute("ts");
  const js = await measureFirstMinute("js");
  const unit = (key: string) => (key.endsWith("MB") ? "MB" : "s");
  const cell = (key: string, value: number) => `${value.toFixed(unit(key) === "s" ? 1 : 0)} ${unit(key)}`;
  const cells = (key: keyof FirstMinute, { [key]: value }: FirstMinute, most?: number) => {
    const target = most === undefined ? "" : `≤ ${most}${value <= most ? "" : " **no**"}`;
    return [cell(key, value), target];
  };
  const rows = steps.map(([key, step, most]) => [step, ...cells(key, ts, most?.[0]), ...cells(key, js, most?.[1])]);
  const network = ({ install, installFromCache }: FirstMinute) => [`${(install - installFromCache).toFixed(1)} s`, ""];
  rows.splice(3, 0, ["of which the network took", ...network(ts), ...network(js)]);
  const text = `# The first minute

${machine(new Date())}. A blog, from the command to a changed page, as a beginner meets it: on the embedded database, with the
public registry. What comes later is a median of three. At the end the load of the machine was ${loadavg()[0]?.toFixed(1) ?? "unknown"}.

${straight(["Step", "TypeScript", "At most", "JavaScript", "At most"], rows)}
`;
  console.log(text);
  writeFileSync(new URL("FIRST-MINUTE.md", import.meta.url), text);
  expect(rows).toHaveLength(steps.length + 1);
});
