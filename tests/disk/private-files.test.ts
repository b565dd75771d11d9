// Private files: readable by their owner only, and ignored by Git before they are written.
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writePrivate } from "../../src/disk/private-files.ts";
import { UserError } from "../../src/user-error.ts";
import { temporary } from "../support/sandbox.ts";

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

test("new and existing files get mode 600", () => {
  const folder = temporary();
  writeFileSync(join(folder, "results.json"), "{}");
  chmodSync(join(folder, "results.json"), 0o644);
  writePrivate(folder, new Map([["results.json", "{}"], ["reports/ann.md", "A report"]]), ["/results.json", "/reports/"]);
  expect(["results.json", "reports/ann.md"].map((file) => modeOf(join(folder, file)))).toEqual(["600", "600"]);
});

test.each(["a file", "a link"])("%s in place of the folder or of .gitignore is refused with a sentence", (kind) => {
  for (const name of ["reports", ".gitignore"]) {
    const [folder, elsewhere] = [temporary(), temporary()];
    if (kind === "a link") symlinkSync(elsewhere, join(folder, name));
    else if (name === "reports") writeFileSync(join(folder, name), "");
    else mkdirSync(join(folder, name));
    const write = () => writePrivate(folder, new Map([["reports/ann.md", "A report"]]), ["/reports/"]);
    expect(write).toThrow(UserError);
    expect(readdirSync(elsewhere)).toEqual([]);
  }
});

test("each pattern is added to .gitignore once, after its existing lines", () => {
  const folder = temporary();
  writeFileSync(join(folder, ".gitignore"), "mine");
  for (let round = 0; round < 2; round += 1) writePrivate(folder, new Map([["secret", "x"]]), ["/secret", "/class.json"]);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("mine\n/secret\n/class.json\n/*.backend-starter-*\n");
});

test("a .gitignore keeps its bytes, whatever they are, and one that Git cannot read is refused", () => {
  const folder = temporary();
  const file = join(folder, ".gitignore");
  const write = () => writePrivate(folder, new Map([["secret", "x"]]), ["/secret"]);
  for (const bytes of [[0x2f, 0xfc], [0xff, 0x0a], [0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a], [0]]) {
    writeFileSync(file, Buffer.from(bytes));
    write();
    expect([...readFileSync(file)].slice(0, bytes.length)).toEqual(bytes);
    expect(readFileSync(file, "latin1")).toMatch(/(^|\n)\/secret\n\/\*\.backend-starter-\*\n$/);
  }
  writeFileSync(file, Buffer.from("\uFEFFnode_modules\n", "utf16le"));
  expect(write).toThrow(`Git cannot read "${file}": it is UTF-16. Save it as UTF-8.`);
});
