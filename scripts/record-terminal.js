// Draws the picture of the terminal in README: `npm run docs:terminal`. The built bin runs in a real terminal (tmux), keys
// are pressed as a person would press them, and what is then to be seen is drawn, colours included.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { drawScreens } from "./draw-screens.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const command = `npm create ${name.replace(/^create-/, "")}@latest`;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "terminal-")));
const width = 86;

const tmux = async (...words) => (await execa("tmux", ["-L", `terminal-${process.pid}`, "-f", "/dev/null", ...words])).stdout;
const press = (...keys) => tmux("send-keys", ...keys);
const screen = (...flags) => tmux("capture-pane", "-p", ...flags);

try {
  await openShell();
  writeFileSync(process.argv[2] ?? join(root, "docs/terminal.svg"), drawScreens(await play(), width));
} finally {
  await tmux("kill-server");
  rmSync(folder, { recursive: true, maxRetries: 5 });
}

/** A shell with a neutral prompt, for a user with a name, in which `npm create` runs what was just built. */
async function openShell() {
  const [home, bin, work] = ["home", "bin", "work"].map((each) => join(folder, each));
  for (const each of [home, bin, work]) mkdirSync(each);
  writeFileSync(join(home, ".gitconfig"), "[user]\n\tname = Ann O'Neil\n\temail = ann@example.com\n");
  writeFileSync(join(bin, "npm"), `#!/bin/sh\nexec "${process.execPath}" "${join(root, "dist/bin.js")}"\n`);
  chmodSync(join(bin, "npm"), 0o755);
  const env = [`PATH=${bin}:${process.env.PATH}`, `HOME=${home}`, "GIT_CONFIG_NOSYSTEM=1", "TERM=xterm-256color", "LANG=C.UTF-8", "PS1=$ "];
  await tmux("new-session", "-d", "-x", String(width), "-y", "40", "-c", work, "env", "-i", ...env, "sh");
}

/** Looks at both ideas, takes the first, and Enter for all the rest but the install: that is not our output. */
async function play() {
  await shows("$");
  await tmux("send-keys", "-l", command);
  await shows(command);
  await press("Enter");
  await shows("❯ Blog: ");
  await press("Down");
  await shows("❯ REST API: ");
  const choosing = await screen("-e");
  await press("Up");
  await shows("❯ Blog: ");
  await press("Enter");
  for (let asked = 2; ; asked += 1) {
    const shown = await shows(new RegExp(`(^\\? [^]*){${asked}}|Then open`, "m"));
    if (shown.includes("Then open")) return [choosing, await screen("-e")];
    if (shown.includes("Run npm install")) await press("n");
    await press("Enter");
  }
}

/** Waits for a text. */
async function shows(text) {
  const isThere = (shown) => (typeof text === "string" ? shown.includes(text) : text.test(shown));
  for (let left = 600; left > 0; left -= 1) {
    const shown = await screen();
    if (isThere(shown)) return shown;
    await wait(50);
  }
  throw new Error(`The screen never showed ${text}:\n${await screen()}`);
}
