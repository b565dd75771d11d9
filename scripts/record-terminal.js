// Terminal picture: draws README's picture of the terminal, with `npm run docs:terminal`. npm runs a clone in a real
// terminal (tmux), keys are pressed, and the screen is drawn.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { drawScreens } from "./draw-screens.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const command = "npm start -- ../my-blog";
const folder = realpathSync(mkdtempSync(join(tmpdir(), "terminal-")));
const width = 86;
/** The last line, and the prompt after it. */
const over = /publish \.\.\/my-blog\s*\n\$/;

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

/** A shell with a neutral prompt in a copy of this clone, for a user with a name. */
async function openShell() {
  const [home, clone] = ["home", "clone"].map((each) => join(folder, each));
  for (const each of [home, clone]) mkdirSync(each);
  for (const each of ["LICENSE", "package.json", "scripts", "src", "templates", "tsconfig.json"]) cpSync(join(root, each), join(clone, each), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  writeFileSync(join(home, ".gitconfig"), "[user]\n\tname = Ann O'Neil\n\temail = ann@example.com\n");
  const env = [`PATH=${process.env.PATH}`, `HOME=${home}`, "GIT_CONFIG_NOSYSTEM=1", "TERM=xterm-256color", "LANG=C.UTF-8", "PS1=$ "];
  const quiet = ["npm_config_update_notifier=false", "npm_config_cache=" + join(home, ".npm")];
  await tmux("new-session", "-d", "-x", String(width), "-y", "40", "-c", clone, "env", "-i", ...env, ...quiet, "sh");
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
    const shown = await shows(new RegExp(`(^\\? [^]*){${asked}}|${over.source}`, "m"));
    if (over.test(shown)) return [choosing, await screen("-e")];
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
