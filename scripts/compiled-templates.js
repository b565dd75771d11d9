// The handlebars that is published: without a compiler, because every template is compiled here, while we build. To read and
// compile them took a third of the time of a run.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import { build } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const id = "\0compiled-templates";

/** Takes the place of handlebars in src/. A text that no template holds cannot be compiled by it. */
export const compiledTemplates = {
  name: "compiled-templates",
  resolveId: (what, by = "") => (what === "handlebars" && /[\\/]src[\\/]render[\\/]/.test(by) ? id : undefined),
  load: async (what) => (what === id ? code(await texts()) : undefined),
};

function code({ texts, rules }) {
  const compiled = texts.map((text) => `[${JSON.stringify(text)}, ${Handlebars.precompile(text, rules)}]`);
  return `import Handlebars from "handlebars/runtime.js";
const compiled = new Map([${compiled.join(",\n")}]);
const compile = (engine, text) => {
  if (!compiled.has(text)) throw new Error("This template is newer than the build: " + text);
  return engine.template(compiled.get(text));
};
const create = () => {
  const engine = Handlebars.create();
  return Object.assign(engine, { compile: (text) => compile(engine, text) });
};
export default { create };`;
}

/** Every text with a tag: in the files of templates/, in their names, and in the answers of stacks and databases. */
async function texts() {
  const { handlebarsOf, rules } = await ours("src/render/tags.ts");
  const found = new Set();
  const add = (path, source) => found.add(handlebarsOf(path, source));
  for (const entry of readdirSync(join(root, "templates"), { recursive: true, withFileTypes: true })) {
    add("name.hbs", entry.name.replace(/\.hbs$/, ""));
    if (!entry.isFile()) continue;
    const source = readFileSync(join(entry.parentPath, entry.name), "utf8").replaceAll("\r\n", "\n");
    add(entry.name, source);
    if (/^(stack|database)\.json$/.test(entry.name)) JSON.parse(source, (_, value) => void (typeof value === "string" && add("answer.hbs", value)) ?? value);
  }
  return { rules, texts: [...found].filter((text) => text.includes("{{")) };
}

/** A module of ours that uses no package, as Node.js can import it. */
async function ours(input) {
  const { output } = await build({ cwd: root, input, write: false });
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}
