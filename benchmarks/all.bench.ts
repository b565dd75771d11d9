// Benchmark run: all comparisons, printed as they finish, and written to RESULTS.md.
import { readFileSync, writeFileSync } from "node:fs";
import { execa } from "execa";
import { expect, test } from "vitest";
import { compareApp } from "./app.ts";
import { measureClass } from "./class.ts";
import { compareCommands } from "./commands.ts";
import { installPeers, versions } from "./peers.ts";
import { classTable, growthTable, machine, results, table } from "./report.ts";

const here = (file: string) => new URL(file, import.meta.url);

test("we are as fast as we say", async () => {
  const folder = await installPeers();
  await execa("sync", { reject: false }); // What others wrote is on the disk by now, and does not get in the way.
  const commands = await compareCommands(folder, { target: 15, other: 3 });
  console.log(`${table(commands)}\n`);
  const handout = await measureClass();
  console.log(`${classTable(handout)}\n`);
  const { rows: app, growth } = await compareApp({ folder, rounds: 9, seconds: 1 }, [1_000, 10_000, 100_000, 1_000_000]);
  console.log(`${table(app)}\n\n${growthTable(growth)}\n`);
  const notes = readFileSync(here("NOTES.md"), "utf8");
  writeFileSync(here("RESULTS.md"), results({ machine: machine(new Date()), versions, commands, handout, app, growth, notes }));
  expect([...commands, ...app].length).toBeGreaterThan(0);
});
