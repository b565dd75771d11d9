// Mutation sample: changes about 150 places of src/ one by one, and counts the changes that the fast suite and tests/programs
// notice. A seed (default 1) picks the lines, so that a run can be repeated: npm run test:mutants -- 2. Code that runs once, when
// its module is loaded, is left out, because each of its mutants needs the whole suite.
import { readdirSync, readFileSync } from "node:fs";
import { execa } from "execa";

/** A line of src/ has 1.4 mutants that run, on average. */
const lineCount = 110;

const random = randomFrom(Number(process.argv[2] ?? 1));
const files = readdirSync("src", { recursive: true }).filter((path) => path.endsWith(".ts") && path !== "bin.ts");
const lines = files.map((path) => `src/${path.replaceAll("\\", "/")}`).toSorted().flatMap(codeLines);
const sample = Array.from({ length: lineCount }, () => lines.splice(Math.floor(random() * lines.length), 1)[0]);
const args = ["run", "tests/mutants/stryker.config.json", "--mutate", sample.join(",")];
const { exitCode, shortMessage } = await execa("stryker", args, { preferLocal: true, stdio: "inherit", reject: false });
if (exitCode === undefined) console.error(`Stryker was not run: ${shortMessage}`);
process.exitCode = exitCode ?? 1;

/** The code lines of a file as ranges: "src/nearest.ts:12-12". */
function codeLines(file) {
  const isCode = (line) => !/^\s*(?:$|\/\/|\/?\*|import |export \*|[\])}(;,]+$)/.test(line);
  const numbered = readFileSync(file, "utf8").split("\n").map((line, index) => ({ line, number: index + 1 }));
  return numbered.filter(({ line }) => isCode(line)).map(({ number }) => `${file}:${number}-${number}`);
}

/** Mulberry32: numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
