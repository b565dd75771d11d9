// First minute: the steps between the command and a changed page, each measured as a beginner meets it.
import { lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killGroup, run, until } from "../tests/support/app.ts";
import { memoryOf } from "../tests/support/memory.ts";
import { freePort } from "../tests/support/port.ts";
import { npmRun, program } from "../tests/support/run-npm.ts";
import { bin } from "../tests/support/sandbox.ts";
import { median } from "./figures.ts";

/** Seconds, and MB where the name says so. */
export interface FirstMinute {
  create: number;
  install: number;
  installFromCache: number;
  installedMB: number;
  firstStart: number;
  laterStart: number;
  save: number;
  firstTests: number;
  laterTests: number;
  /** while the database that it created lies in memory */
  firstMemoryMB: number;
  memoryMB: number;
}

/** Creates a blog, installs it with an empty cache of npm, and works with it. */
export async function measureFirstMinute(language: "ts" | "js"): Promise<FirstMinute> {
  const folder = mkdtempSync(join(tmpdir(), "backend-starter-bench-"));
  const repo = join(folder, "my-blog");
  const cache = { npm_config_cache: join(folder, "cache") };
  const install = (...flags: string[]) => seconds(() => succeed(program(repo, "npm", ["install", ...flags], cache)));
  try {
    const create = [bin, "my-blog", "--idea", "blog", "--language", language, "--yes"];
    const figures = { create: await seconds(() => succeed(program(folder, process.execPath, create))), install: await install() };
    const installedMB = megabytes(join(repo, "node_modules"));
    rmSync(join(repo, "node_modules"), { recursive: true });
    const installFromCache = await install("--offline");
    const starts = await measureStarts(repo, language);
    const tests = () => seconds(() => succeed(npmRun(repo, "test")));
    const firstTests = await tests();
    const laterTests = median([await tests(), await tests(), await tests()]);
    return { ...figures, installedMB, installFromCache, ...starts, firstTests, laterTests };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The first start creates the database; each later figure is the median of three. */
async function measureStarts(repo: string, language: string): Promise<Pick<FirstMinute, "firstStart" | "laterStart" | "save" | "firstMemoryMB" | "memoryMB">> {
  let firstMemoryMB = 0;
  const first = await startAndStop(repo, async (_, group) => void (firstMemoryMB = await memoryOf(group)));
  const about = join(repo, `src/docs/about.${language}`);
  const text = readFileSync(about, "utf8");
  const later: number[] = [];
  const saves: number[] = [];
  const memories: number[] = [];
  for (const round of [1, 2, 3]) {
    const work = async (url: string, group: number) => {
      memories.push(await memoryOf(group));
      const version = `0.2.${round}`;
      writeFileSync(about, text.replace('"0.1.0"', `"${version}"`));
      saves.push(await seconds(() => until("the saved change is served", async () => (await textOf(`${url}/openapi.json`)).includes(version))));
    };
    later.push(await startAndStop(repo, work));
  }
  return { firstStart: first, laterStart: median(later), save: median(saves), firstMemoryMB, memoryMB: median(memories) };
}

/** Seconds from `npm run dev` to the first page. */
async function startAndStop(repo: string, work: (url: string, group: number) => Promise<void>): Promise<number> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begin = performance.now();
  const app = run(repo, { command: ["npm", "run", "dev"], env: { PORT: String(port) } });
  try {
    await until("the first page is served", async () => (await textOf(`${url}/`)) !== "");
    const took = (performance.now() - begin) / 1000;
    await work(url, app.process.pid ?? 0);
    return took;
  } finally {
    killGroup(app.process, "SIGTERM");
    await app.ended;
  }
}

/** Empty if the app does not answer with 200. */
function textOf(url: string): Promise<string> {
  return fetch(url).then((answer) => (answer.ok ? answer.text() : ""), () => "");
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

async function succeed(finished: Promise<{ exitCode: number | undefined; output: string }>): Promise<void> {
  const { exitCode, output } = await finished;
  if (exitCode !== 0) throw new Error(output);
}

function megabytes(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0) / 1e6;
}
