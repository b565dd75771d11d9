// Student tests: runs a test file of yours on changed copies of your code, to see which of the changes it notices.
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { URL, fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "node_modules/vitest/vitest.mjs");

/**
 * Runs a test file once on each copy.
 * @param test its path without the ending, such as "tests/excerpts.test"
 * @param changes name of a copy -> what is replaced in which file, as in { file, find, replace }, or a list of these
 * @returns name of a copy -> undefined if the tests passed, else why they did not
 */
export async function testCopies(test, changes) {
  const folder = mkdtempSync(join(tmpdir(), "check-"));
  try {
    const names = Object.keys(changes);
    names.forEach((name, at) => makeCopy(join(folder, `copy-${at}`), test, changes[name]));
    // A configuration of its own: these tests need no database, and run on all copies at once.
    const config = `export default { test: { include: ["copy-*/${test}.*"], testTimeout: 10_000 } };\n`;
    writeFileSync(join(folder, "vitest.config.mjs"), config);
    const report = await run(folder);
    return Object.fromEntries(names.map((name, at) => [name, problemIn(report, `/copy-${at}/`)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeCopy(copy, test, changes) {
  mkdirSync(copy);
  for (const part of ["src", "tests", "package.json", "tsconfig.json"]) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const each of [changes].flat()) change(copy, each);
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
}

/** Vitest's report; it fails if a test fails, which is an answer too. */
function run(folder) {
  const args = [
    program,
    "run",
    "--root",
    folder,
    "--reporter=json",
    `--outputFile=${join(folder, "report.json")}`,
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, timeout: 120_000 }, (error, stdout, stderr) => {
      const file = join(folder, "report.json");
      if (existsSync(file)) resolve(JSON.parse(readFileSync(file, "utf8")));
      else reject(new Error(`The tests did not run:\n${stderr || error?.message}`));
    });
  });
}

function problemIn({ testResults }, copy) {
  const files = testResults.filter(({ name }) => name.replaceAll("\\", "/").includes(copy));
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.find(({ status }) => status === "failed");
  if (failed !== undefined)
    return `"${failed.fullName.trim()}" fails: ${failed.failureMessages[0]?.split("\n")[0]}`;
  if (files.some(({ status }) => status !== "passed")) return files[0].message || "The file cannot be run.";
  return tests.some(({ status }) => status === "passed") ? undefined : "No test ran.";
}
