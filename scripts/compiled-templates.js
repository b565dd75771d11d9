// The handlebars that is published: without a compiler, because every template is compiled here, while we build. To read and
// compile them took a quarter of the CPU time of a run.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import { build } from "rolldown";
import { minifySync } from "rolldown/utils";
import { isPacked, packOf } from "./pack-templates.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const id = "\0compiled-templates";

/** Takes the place of handlebars in src/. A text that no template holds cannot be compiled by it. */
export const compiledTemplates = {
  name: "compiled-templates",
  resolveId: (what, by = "") => (what === "handlebars" && /[\\/]src[\\/]render[\\/]/.test(by) ? id : undefined),
  load: async (what) => (what === id ? code(await texts()) : undefined),
  async generateBundle() {
    const { handlebarsOf, rules } = await ours("src/render/tags.ts");
    const compiled = (text) => (text.includes("{{") ? `{{${codeOf(text, rules)}` : text);
    const source = packOf(join(root, "templates"), (path, text) => compiled(handlebarsOf(path, text)));
    this.emitFile({ type: "asset", fileName: "templates.pack", source });
  },
};

function code({ texts, rules }) {
  const compiled = texts.map((text) => [text, codeOf(text, rules)]);
  return `import Handlebars from "handlebars/runtime.js";
const compiled = new Map(${JSON.stringify(compiled)});
const compile = (engine, text) => {
  const code = text.startsWith("{{(") ? text.slice(2) : compiled.get(text);
  if (code === undefined) throw new Error("This template is newer than the build: " + text);
  return engine.template(new Function("return " + code)());
};
const create = () => {
  const engine = Handlebars.create();
  return Object.assign(engine, { compile: (text) => compile(engine, text) });
};
export default { create };`;
}

/** A template compiled to an expression of JavaScript. */
function codeOf(text, rules) {
  const code = `export default (${short(Handlebars.precompile(withoutPlaces(text), rules))});`;
  return `(${minifySync("template.js", code, { module: true }).code.replace(/^export default ?|;$/g, "")})`;
}

/** Each function has a lookup of its own for older versions of handlebars' runtime. */
function short(code) {
  return code.replaceAll(/(container\.lookupProperty) \|\| function\(parent, propertyName\) \{.*?return undefined\s*\}/gs, "$1");
}

/**
 * A parsed template without the line and column of each tag. Only an error in a template names them, which our tests find in
 * the sources, and they would be 27 kB of the package.
 */
function withoutPlaces(text) {
  return JSON.parse(JSON.stringify(Handlebars.parse(text)), (key, value) => (key === "loc" ? undefined : value));
}

/** The texts with a tag that are not in the pack: names of files, answers of stacks and databases, files of assignments. */
async function texts() {
  const { handlebarsOf, rules } = await ours("src/render/tags.ts");
  const found = new Set();
  const add = (path, source) => found.add(handlebarsOf(path, source));
  for (const entry of readdirSync(join(root, "templates"), { recursive: true, withFileTypes: true })) {
    add("name.hbs", entry.name.replace(/\.hbs$/, ""));
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const source = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
    if (/^(stack|database)\.json$/.test(entry.name)) answersIn(JSON.parse(source)).forEach((answer) => add("answer.hbs", answer));
    else if (!isPacked(relative(join(root, "templates"), file).replaceAll("\\", "/")) && !/[\\/]contract[\\/]|\.json$/.test(file)) add(entry.name, source);
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
