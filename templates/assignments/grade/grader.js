// Grader: checks one submission after the other. A line of stdin names the folder with the checks of the next one.
import process from "node:process";
import { createInterface } from "node:readline";

// Each has modules of its own, so that none keeps what it learned from another submission.
const check = (folder) => import(`./checks/${folder}/run.js`);

const fail = (error) => {
  process.stderr.write(`${error?.stack}\n`);
  process.exit(1);
};

// The program that started this one holds the other end of stdin. If that ends, even by a kill, this one does too.
createInterface({ input: process.stdin })
  .on("line", (folder) => void check(folder).catch(fail))
  .on("close", () => process.exit());
