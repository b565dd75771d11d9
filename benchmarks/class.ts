// Class benchmark: the CPU time and the disk that handing out to 200 students takes, all processes of Git counted.
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { bin, cleanEnvironment } from "../tests/support/sandbox.ts";

export interface ClassFigures {
  students: number;
  /** CPU seconds of the command and everything that it starts. */
  seconds: number;
  /** Of the store, in MB. */
  megabytes: number;
}

/** What it may take at most. */
export const classTargets = { seconds: 3, megabytes: 5 };

/** Hands a blog with every task out to a class, without GitHub. */
export async function measureClass(students = 200): Promise<ClassFigures> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-bench-class-")));
  const env = { ...cleanEnvironment(), HOME: folder };
  writeFileSync(join(folder, ".gitconfig"), "[user]\n\tname = Ann\n\temail = ann@example.com\n");
  const rows = Array.from({ length: students }, (_, at) => `Student ${at + 1},student${at + 1}`);
  writeFileSync(join(folder, "roster.csv"), `name,username\n${rows.join("\n")}\n`);
  const run = (command: string) => execa("bash", ["-c", `${command}; times`], { cwd: folder, env, extendEnv: false });
  try {
    const ours = `"${process.execPath}" "${bin}" assignment`;
    await run(`${ours} create week-3 --idea blog --level 3 --yes`);
    const { stdout } = await run(`${ours} handout week-3 --roster roster.csv`);
    return { students, seconds: secondsIn(stdout), megabytes: bytesIn(join(folder, "week-3/store.git")) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The last line of `times`: user and system time of all children, "0m0.564s 0m0.166s". */
function secondsIn(said: string): number {
  const times = (said.trim().split("\n").at(-1) ?? "").split(" ").map((time) => time.replace("s", "").split("m"));
  return times.reduce((sum, [minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
