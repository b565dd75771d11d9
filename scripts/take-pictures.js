// Screenshots: a blog's home page and an API's /docs for README, light and dark, with `npm run docs:pictures`. Needs
// Chromium, and the network for the packages of the two projects.
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = process.argv[2] ?? join(root, "docs/pictures");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "pictures-")));
const programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const pictures = [
  { name: "blog", idea: "blog", title: "Behind the Endpoint", path: "/", ready: "article" },
  { name: "docs", idea: "api", title: "Bookshelf API", path: "/docs", ready: ".opblock" },
];

mkdirSync(target, { recursive: true });
const browser = await chromium.launch({ executablePath: programs.find((file) => existsSync(file)), args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const picture of pictures) await take(picture);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, maxRetries: 5 });
}

/** Creates the project, starts it, and takes its two pictures. */
async function take({ name, idea, title, path, ready }) {
  const project = join(folder, idea);
  const answers = ["--idea", idea, "--title", title, "--author", "Ann O'Neil"];
  await execa(process.execPath, [join(root, "dist/bin.cjs"), project, "--yes", "--no-git", ...answers]);
  await execa("npm", ["install", "--no-audit", "--no-fund"], { cwd: project });
  const app = execa(process.execPath, ["--import", "tsx", "src/server.ts"], { cwd: project, env: { PORT: "0", HOST: "127.0.0.1" }, reject: false });
  try {
    const address = await addressOf(app);
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 800 } });
      await page.goto(address + path);
      await page.waitForSelector(ready);
      writeFileSync(join(target, `${name}-${colorScheme}.png`), await page.screenshot());
      await page.close();
    }
  } finally {
    app.kill();
    await app;
  }
}

/** The address that the app prints when it listens. */
async function addressOf(app) {
  let printed = "";
  app.stdout.on("data", (chunk) => { printed += chunk; });
  for (let waited = 0; waited < 60_000; waited += 100) {
    const [address] = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(printed) ?? [];
    if (address !== undefined) return address;
    await wait(100);
  }
  throw new Error(`The app did not start: ${printed}`);
}
