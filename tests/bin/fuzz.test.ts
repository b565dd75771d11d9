// Fuzzing: with any input and any files on disk, the command ends soon, with one sentence or with a project whose files all parse.
import { mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { execa } from "execa";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Draft } from "../../src/draft.ts";
import { anyCase, type FuzzCase } from "../support/fuzz-cases.ts";
import { brokenRules } from "../support/house-rules.ts";
import { ann, bin, cleanEnvironment, names, temporary, type Ran } from "../support/sandbox.ts";

/** The seconds of CPU time after which a run is killed. Wall time depends on the load of the machine. */
const mostSeconds = 5;
const all = process.env.TEST_ALL === "1";
const size = Number(process.env.FUZZ ?? (all ? 2_000 : 60));
/** The seed: the same cases at every run, so that a failure can be reproduced. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_125);
/** All kinds of cases, or the one that FUZZ_KIND names. */
const kind = process.env.FUZZ_KIND;
const cases = fc.sample(kind === undefined ? anyCase : anyCase.filter((each) => each.kind === kind), { numRuns: size, seed });
const batches = Array.from({ length: Math.ceil(size / 20) }, (_, at) => ({ at, batch: cases.slice(at * 20, (at + 1) * 20) }));
const threeHoursAgo = new Date(Date.now() - 3 * 60 * 60 * 1_000);
const accepted = { count: 0 };

test.each(batches)("batch $at of random input ends soon, with one sentence or with a valid project", { timeout: 1_200_000 }, async ({ batch }) => {
  const problems: string[] = [];
  for (const one of batch) {
    const found = await tryCase(one);
    if (found.length > 0) problems.push(`${one.kind}: ${JSON.stringify(one.args).slice(0, 300)} ${JSON.stringify(one.files).slice(0, 600)}\n  ${found.join("\n  ")}`);
  }
  expect(problems).toEqual([]);
});

test("between 35 % and 75 % of the cases are accepted", () => {
  expect(accepted.count / size).toBeGreaterThan(0.35);
  expect(accepted.count / size).toBeLessThan(0.75);
});

/** The problems with how the command handled the case. */
async function tryCase({ args, files, old = false }: FuzzCase): Promise<string[]> {
  const outside = temporary();
  const place = join(outside, "place");
  mkdirSync(place);
  lay(outside, { "keep/file": "kept" });
  lay(place, files);
  if (old) for (const path of readdirSync(place, { recursive: true, encoding: "utf8" }).reverse()) utimesSync(join(place, path), threeHoursAgo, threeHoursAgo);
  const before = textsIn(place);
  const ran = await limited(args, place);
  const after = textsIn(place);
  const common = [
    ran.exitCode === undefined ? `was ended by a signal after ${mostSeconds} s of CPU time` : "",
    /bug of ours|\bat \S+ \(?(file|node):|Error:/.test(ran.stderr) ? `shows a stack: ${ran.stderr.slice(0, 400)}` : "",
    names(outside).join() === "keep,place" && JSON.stringify([...textsIn(join(outside, "keep"))]) === '[["file","kept"]]' ? "" : "changed what lies outside",
    ...[...before].filter(([path, text]) => !isWrapper(path) && after.get(path) !== text).map(([path]) => `changed ${path}`),
  ];
  return [...common, ...outcomeProblems(ran, args, before, after)].filter((problem) => problem !== "");
}

function outcomeProblems(ran: Ran, args: string[], before: Draft, after: Draft): string[] {
  const made = new Map([...after].filter(([path]) => !before.has(path)));
  if (args[0] === "doctor") return [ran.exitCode === 0 || ran.exitCode === 1 ? parseProblem(ran.stdout) : `ended with ${ran.exitCode}`, made.size > 0 ? "wrote something" : ""];
  if (ran.exitCode === 0) {
    accepted.count += 1;
    if (args[0] === "render") return brokenRules(new Map(Object.entries((JSON.parse(ran.stdout) as { files: Record<string, string> }).files)));
    if (args.includes("--dry-run") || made.size === 0) return made.size > 0 ? ["a dry run wrote something"] : /dry run|"planned"|^Usage|^\d+\.\d+/m.test(ran.stdout) ? [] : ["made nothing and said nothing"];
    const root = dirname([...made.keys()].find((path) => path.endsWith(".backend-starter.json")) ?? "");
    return [root === "" ? "made no receipt" : "", ...brokenRules(new Map([...made].map(([path, text]) => [relative(root, path).split(sep).join("/"), text])))];
  }
  return [
    [1, 2].includes(ran.exitCode ?? 0) ? "" : `ended with ${ran.exitCode}`,
    /^[^\n]{8,1500}$/.test(ran.stderr.trim()) ? "" : `says no one sentence: ${JSON.stringify(ran.stderr.slice(0, 300))}`,
    /[\p{Cc}\p{Cf}]/u.test(ran.stderr.trim()) ? "prints an invisible character" : "",
    made.size > 0 ? `was refused and wrote ${[...made.keys()].slice(0, 3).join(", ")}` : "",
  ];
}

function parseProblem(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch {
    return `prints no JSON: ${text.slice(0, 200)}`;
  }
}

async function limited(args: string[], cwd: string): Promise<Ran> {
  const env = cleanEnvironment(ann, { GITHUB_API_URL: "http://127.0.0.1:9", GITHUB_SERVER_URL: "http://127.0.0.1:9" });
  const limit = `ulimit -t ${mostSeconds}; exec "$@"`;
  const { exitCode, stdout, stderr } = await execa("sh", ["-c", limit, "sh", process.execPath, bin, ...args], { cwd, env, extendEnv: false, reject: false, stdin: "ignore", timeout: 120_000 });
  return { exitCode, stdout, stderr };
}

function isWrapper(path: string): boolean {
  return path.includes("backend-starter-");
}

function lay(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(path.endsWith("/") ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(join(folder, path), text);
  }
}

/** Every file below a folder with its text, except those in .git. */
function textsIn(folder: string): Draft {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).filter((path) => !path.split(sep).includes(".git"));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
