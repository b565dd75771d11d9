// Pictures in README: the terminal picture shows what the built command prints today.
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { chromiumProgram } from "../support/chromium.ts";
import { hasTmux } from "../support/pane.ts";
import { temporary } from "../support/sandbox.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The picture without the number of files, which changes with every new template file. */
function apartFromTheCount(svg: string): string {
  return svg.replace(/Wrote \d+ files/, "Wrote some files").replaceAll(/textLength="[\d.]+"/g, "");
}

test.skipIf(!hasTmux)("the terminal picture shows the current output (after a change, run `npm run docs:terminal`)", async () => {
  const fresh = join(temporary(), "terminal.svg");
  await execa(process.execPath, [join(root, "scripts/record-terminal.js"), fresh]);
  const [drawn, shown] = [fresh, join(root, "docs/terminal.svg")].map((file) => readFileSync(file, "utf8"));
  expect(apartFromTheCount(shown ?? "")).toBe(apartFromTheCount(drawn ?? "x"));
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain("](docs/terminal.svg)");
});

test("the terminal picture contains text, and no path of the machine that drew it", () => {
  const svg = readFileSync(join(root, "docs/terminal.svg"), "utf8");
  expect(svg).toContain(">$ npm start -- ../my-blog</text>");
  expect(svg).not.toMatch(/\/(tmp|home|root|Users|work|usr)\//);
});

describe("README's pictures of generated projects", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const pictures = ["blog-light", "blog-dark", "docs-light", "docs-dark"].map((name) => `docs/pictures/${name}.png`);

  test.each(pictures)("show a whole screen: %s", (path) => {
    expect(readme).toContain(`"${path}"`);
    expect(sizeOf(readFileSync(join(root, path)))).toEqual([1280, 800]);
  });

  test.skipIf(process.env.TEST_ALL !== "1" || chromiumProgram === undefined)("can be taken by `npm run docs:pictures`", async () => {
    const target = temporary();
    await execa(process.execPath, [join(root, "scripts/take-pictures.js"), target]);
    const taken = pictures.map((path) => readFileSync(join(target, basename(path))));
    expect(taken.map(sizeOf)).toEqual(pictures.map(() => [1280, 800]));
    // A page without its stylesheet or rows compresses to much less.
    for (const [at, png] of taken.entries()) expect(png.length / statSync(join(root, pictures[at] ?? "")).size).toBeGreaterThan(0.5);
  }, 600_000);
});

/** Width and height in the header of a PNG. */
function sizeOf(png: Buffer): [number, number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
