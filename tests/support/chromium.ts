// Chromium: Debian's browser, for tests that need one.
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

export const howToInstallChromium = "install Chromium: apt-get install chromium";

const programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const chromiumProgram: string | undefined = programs.find((program) => existsSync(program));

const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumProgram, args: ["--headless", "--no-sandbox", "--disable-gpu", ...quiet] });
}
