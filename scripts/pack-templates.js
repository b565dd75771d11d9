// Pack of templates: the one file that holds, in the package, the templates that every project needs.
import { Buffer } from "node:buffer";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The templates that the package holds as files instead: what the catalog reads, and what Node.js runs. `files` in package.json
 * names the same, and the licenses: the catalog lists their folders.
 */
const asFiles = /^(assignments|databases)\/|\/assignments\/|^ideas\/[^/]+\/[^/]+$|\/(stack|option)\.json$|\/probe\.cjs$|^stacks\/[^/]+\/tsconfig\.json$/;

/** Whether a template, "stacks/express/base/.editorconfig", stands in the pack. */
export function isPacked(path) {
  return !asFiles.test(path);
}

/**
 * The pack: a line of JSON with first and last byte of each text by folder and name, then all texts.
 * @param {string} folder that of the templates
 * @param {(path: string, text: string) => string} textOf what stands there for a template
 */
export function packOf(folder, textOf) {
  const index = {};
  const texts = [];
  let end = 0;
  for (const path of pathsIn(folder).filter(isPacked)) {
    const text = Buffer.from(textOf(path, readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n")));
    const [name, ...folders] = path.split("/").toReversed();
    const place = folders.toReversed().reduce((at, step) => (at[step] ??= {}), index);
    place[name] = [end, (end += text.length)];
    texts.push(text);
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...texts]);
}

function pathsIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1).replaceAll("\\", "/")).sort();
}
