// The picture of the terminal in README shows what the built command shows today.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, test } from "vitest";
import { hasTmux } from "../support/pane.ts";
import { temporary } from "../support/sandbox.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every new template file changes the count: the picture may lag behind in that, and in nothing else. */
function apartFromTheCount(svg: string): string {
  return svg.replace(/Wrote \d+ files/, "Wrote some files").replaceAll(/textLength="[\d.]+"/g, "");
}

test.skipIf(!hasTmux)("README's picture is what comes out: after a change, `npm run docs:terminal` draws it anew", async () => {
  const fresh = join(temporary(), "terminal.svg");
  await execa(process.execPath, [join(root, "scripts/record-terminal.js"), fresh]);
  const [drawn, shown] = [fresh, join(root, "docs/terminal.svg")].map((file) => readFileSync(file, "utf8"));
  expect(apartFromTheCount(shown ?? "")).toBe(apartFromTheCount(drawn ?? "x"));
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain("](docs/terminal.svg)");
});

test("the picture holds text, and no folder of the machine that drew it", () => {
  const svg = readFileSync(join(root, "docs/terminal.svg"), "utf8");
  expect(svg).toContain(">$ npm start -- ../my-blog</text>");
  expect(svg).not.toMatch(/\/(tmp|home|root|Users|work|usr)\//);
});
