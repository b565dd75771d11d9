// Student tests: runs a student's test file in a sandbox, on changed copies of the code that are in random order.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { clearInterval, clearTimeout, setInterval, setTimeout } from "node:timers";
import { filesIn, memoryOf } from "./memory.js";
import { job } from "./sandboxed.js";

/** Milliseconds for all copies, and bytes of output. */
const limits = { time: 60_000, output: 20_000_000 };
let runs = 0;

/**
 * Runs a test file once on each copy.
 * @param app the folder with the student's code
 * @param test its path without the ending, such as "tests/excerpts.test"
 * @param changes name of a copy -> what is replaced in which file, as in { file, find, replace }, or a list of these
 * @returns name of a copy -> undefined if the tests passed, else why they did not
 */
export async function testCopies(app, test, changes) {
  // In an order that a test cannot know, so that its place does not tell which copy is wrong.
  const names = shuffled(Object.keys(changes));
  runs += 1;
  const note = noteOf(Object.values(changes).flat());
  names.forEach((name, at) => {
    const copy = join(job.copies.folder, `run-${runs}`, `copy-${at}`);
    makeCopy(app, copy);
    const files = [changes[name]].flat().map((each) => change(copy, each));
    for (const file of new Set(files)) appendFileSync(file, `\n${note}`);
  });
  const report = await run(`run-${runs}`, test);
  return Object.fromEntries(names.map((name, at) => [name, problemIn(report, `/run-${runs}/copy-${at}/`)]));
}

function shuffled(all) {
  const left = [...all];
  return all.map(() => left.splice(randomInt(left.length), 1)[0]);
}

/** A comment with the text of all changes, for each copy: a test that looks for one finds it in right code too. */
function noteOf(changes) {
  const lines = changes.flatMap(({ replace }) => replace.split("\n"));
  return [...new Set(lines)].map((line) => `// ${line}\n`).join("");
}

function makeCopy(app, copy) {
  mkdirSync(copy, { recursive: true });
  for (const part of ["src", "tests", "package.json", "tsconfig.json"]) {
    if (existsSync(join(app, part))) cpSync(join(app, part), join(copy, part), { recursive: true });
  }
}

function change(copy, { file, find, replace }) {
  const path = ["ts", "js"].map((ending) => join(copy, `${file}.${ending}`)).find((each) => existsSync(each));
  const text = path === undefined ? "" : readFileSync(path, "utf8");
  if (!text.includes(find))
    throw new Error(`${file} is not as it was in the starter: put this back: ${find}`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  return path;
}

/** Vitest's report. A test could write another, but knows of no copy whether it is wrong. */
async function run(folder, test) {
  const options = ["--dir", folder, "--reporter=json", "--maxWorkers=2", "--testTimeout=10000"];
  const vitest = ["node", "node_modules/vitest/vitest.mjs", "run", test, ...options];
  const [program, ...args] = [...job.copies.sandbox, ...vitest];
  // A sandbox lives as long as its stdin is open.
  const stdio = [job.copies.sandbox.length > 0 ? "pipe" : "ignore", "pipe", "pipe"];
  const child = spawn(program, args, { cwd: job.copies.cwd, env: job.environment, detached: true, stdio });
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
  };
  process.on("exit", kill);
  const timer = setTimeout(kill, limits.time);
  const isTooMuch = () =>
    memoryOf(child.pid) > job.limits.memory ||
    (job.copies.sandbox.length > 0 && filesIn(child.pid) > job.limits.files);
  const watch = setInterval(() => isTooMuch() && kill(), 500);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (text) => {
      output[name] += text;
      if (output[name].length > limits.output) kill();
    });
  }
  await new Promise((resolve) => child.on("error", resolve).on("close", resolve));
  clearTimeout(timer);
  clearInterval(watch);
  process.off("exit", kill);
  return reportIn(output);
}

function reportIn({ stdout, stderr }) {
  const line = stdout.split("\n").findLast((each) => each.startsWith("{"));
  try {
    const report = JSON.parse(line);
    if (Array.isArray(report.testResults)) return report;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(`The tests did not run: ${stderr.trim().slice(-500)}`);
}

function problemIn({ testResults }, copy) {
  const files = testResults.filter(({ name }) => String(name).includes(copy));
  const tests = files.flatMap(({ assertionResults }) => assertionResults ?? []);
  const failed = tests.find(({ status }) => status === "failed");
  if (failed !== undefined) {
    // Cut, so that a test cannot print the code of a copy into the report.
    const [message] = String(failed.failureMessages?.[0]).split("\n");
    return `"${String(failed.fullName).trim().slice(0, 100)}" fails: ${message.slice(0, 200)}`;
  }
  if (files.some(({ status }) => status !== "passed")) return files[0].message || "The file cannot be run.";
  return tests.some(({ status }) => status === "passed") ? undefined : "No test ran.";
}
