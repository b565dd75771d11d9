// Traces: searches files, Git objects and command lines for a secret.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";

/** Texts that reveal a secret: a large part of it, plain or in each of its three base64 encodings. */
export function spellingsOf(secret: string): string[] {
  const part = secret.slice(4, 28);
  const encoded = ["", "x", "xx"].map((before) => Buffer.from(before + part).toString("base64").slice(4, -4));
  return [part, ...encoded];
}

/** Every file below a folder that contains one of these words, including objects of Git repositories. */
export async function filesHolding(folder: string, words: string[]): Promise<string[]> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const repos = entries.filter(({ name, parentPath }) => name === "objects" && existsSync(join(parentPath, "HEAD"))).map(({ parentPath }) => parentPath);
  const packed = await Promise.all(repos.map(async (repo) => ((await objectsHold(repo, words)) ? [`the objects of ${repo}`] : [])));
  return [...files.filter((file) => holds(readFileSync(file), words)), ...packed.flat()];
}

async function objectsHold(gitDir: string, words: string[]): Promise<boolean> {
  const { stdout } = await execa("git", ["--git-dir", gitDir, "cat-file", "--batch-all-objects", "--batch"], { encoding: "buffer" });
  return holds(Buffer.from(stdout), words);
}

function holds(bytes: Buffer, words: string[]): boolean {
  return words.some((word) => bytes.includes(word));
}

/** Whether this system shows command lines as files. */
export const showsCommandLines: boolean = existsSync("/proc/self/cmdline");

/** Reads the command line of every process, as `ps` does, over and over until its input ends. */
const watcher = `
import { readFileSync, readdirSync } from "node:fs";
const words = JSON.parse(process.env.WORDS);
const seen = new Set();
let rounds = 0;
function read(pid) {
  try {
    return readFileSync("/proc/" + pid + "/cmdline", "utf8");
  } catch {
    return ""; // The process has ended meanwhile.
  }
}
function look() {
  for (const pid of readdirSync("/proc").filter((name) => /^\\d+$/.test(name))) {
    const line = read(pid);
    if (words.some((word) => line.includes(word))) seen.add(line.replaceAll("\\0", " "));
  }
  rounds += 1;
  if (rounds === 1) console.log("watching");
}
const again = setInterval(look, 4);
process.stdin.resume().on("end", () => {
  clearInterval(again);
  console.log(JSON.stringify({ seen: [...seen], rounds }));
});
`;

export interface Watched {
  /** The command lines that contained one of the words. */
  seen: string[];
  /** The number of times that all command lines were read. */
  rounds: number;
}

/** Watches all command lines. The returned function stops it and returns the result. */
export async function watchCommandLines(words: string[]): Promise<() => Promise<Watched>> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", watcher], { env: { WORDS: JSON.stringify(words) }, stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  await once(child.stdout, "data");
  return async () => {
    child.stdin.end();
    await once(child, "close");
    return JSON.parse(said.replace("watching\n", "")) as Watched;
  };
}
