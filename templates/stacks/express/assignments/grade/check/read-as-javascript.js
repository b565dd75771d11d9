// Read as JavaScript: lets Node.js import files whose types were taken out, though their names end with .ts.
import { readFileSync } from "node:fs";
import * as module from "node:module";
import { URL, fileURLToPath } from "node:url";

const folder = new URL(".", import.meta.url).href;
const isOurs = (url) => url.startsWith(folder) && url.endsWith(".ts") && !url.includes("/node_modules/");
const read = (url) => ({ format: "module", shortCircuit: true, source: readFileSync(fileURLToPath(url)) });

/** A hook of Node.js: https://nodejs.org/api/module.html#loadurl-context-nextload */
export function load(url, context, next) {
  return isOurs(url) ? read(url) : next(url, context);
}

// Hooks in the same thread exist since Node.js 22.15. Before, this file is loaded a second time, in a thread of its own.
if (module.registerHooks !== undefined) module.registerHooks({ load });
else if (!import.meta.url.endsWith("?hooks")) module.register(`${import.meta.url}?hooks`);
