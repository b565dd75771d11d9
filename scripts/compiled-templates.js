// The handlebars that is published: without a compiler, because every template is compiled here, while we build. To read and
// compile them took a quarter of the CPU time of a run.
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
  if (new Set(texts.map(keyOf)).size < texts.length) throw new Error("Two templates have the same key.");
  const compiled = texts.map((text) => `["${keyOf(text)}", ${Handlebars.precompile(withoutPlaces(text), rules)}]`);
  return `import Handlebars from "handlebars/runtime.js";
const keyOf = ${keyOf};
const compiled = new Map([${compiled.join(",\n")}]);
const compile = (engine, text) => {
  const template = compiled.get(keyOf(text));
  if (template === undefined) throw new Error("This template is newer than the build: " + text);
  return engine.template(template);
};
const create = () => {
  const engine = Handlebars.create();
  return Object.assign(engine, { compile: (text) => compile(engine, text) });
};
export default { create };`;
}

/**
 * A parsed template without the line and column of each tag. Only an error in a template names them, which our tests find in
 * the sources, and they would be 27 kB of the package.
 */
function withoutPlaces(text) {
  return JSON.parse(JSON.stringify(Handlebars.parse(text)), (key, value) => (key === "loc" ? undefined : value));
}

/**
 * Under what a compiled template is found: most texts are longer, and they are in templates/ already. Two hashes by FNV-1a, of
 * the text and of the text backwards: to load the hashes of node:crypto takes Node.js 4 ms.
 */
function keyOf(text) {
  let forwards = 0x811c9dc5;
  let backwards = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    forwards = Math.imul(forwards ^ text.charCodeAt(at), 0x01000193);
    backwards = Math.imul(backwards ^ text.charCodeAt(text.length - 1 - at), 0x01000193);
  }
  return `${(forwards >>> 0).toString(36)}-${(backwards >>> 0).toString(36)}`;
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
    if (/^(stack|database)\.json$/.test(entry.name)) answersIn(JSON.parse(source)).forEach((answer) => add("answer.hbs", answer));
  }
  return { rules, texts: [...found].filter((text) => text.includes("{{")) };
}

/** Every text in a document, however deep. */
function answersIn(value) {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(answersIn) : [];
}

/** A module of ours that uses no package, as Node.js can import it. */
async function ours(input) {
  const { output } = await build({ cwd: root, input, write: false });
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}
