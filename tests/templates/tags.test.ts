// Template tags: every block is closed, and every name in a tag is known.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import Handlebars from "handlebars";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { createProject } from "../../src/project/project.ts";
import { escapes } from "../../src/render/view/escape.ts";
import { handlebarsOf } from "../../src/render/tags.ts";
import { projectView } from "../../src/render/view/project-view.ts";

const catalog = openCatalog();
const files = ["stacks", "ideas", "licenses"].flatMap((folder) =>
  readdirSync(join(catalog.folder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(stack|tsconfig|idea|option)\.json$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
);

/** All names in the data at any depth, because blocks change the object in which a name is looked up. */
function namesIn(data: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(data)) data.forEach((item) => namesIn(item, names));
  else if (typeof data === "object" && data !== null) {
    for (const [name, value] of Object.entries(data)) {
      if (!names.has(name) || typeof value === "object") namesIn(value, names.add(name));
    }
  }
  return names;
}

const idea = catalog.ideas.get("api");
const [stack] = catalog.stacks.values();
const project = createProject({
  answers: {
    name: "x", title: "x", description: "x", author: "x", owner: "x", license: "MIT", idea: "api", stack: stack?.id ?? "", database: stack?.databases[0] ?? "", language: "ts", manager: "npm", options: [...(stack?.options.keys() ?? [])],
    resources: [...(idea?.resources ?? []), "town mayor:ref(person)? name:string:unique", "person town:ref(town)?"],
  },
  migrations: [{ file: "0009_add_name_to_towns.sql", resource: "town", field: "name" }],
  created: "2026-11-22",
  catalog,
});
const known = new Set([...namesIn(projectView({ project, version: "0.0.0", fromRegistry: true })), ...Object.keys(escapes), "open", "brace", "endBrace", "specimen", "if", "unless", "each", "this", "root", "last", "first", "index", "else", "length", "ending"]);

test.each(files.map((file) => [relative(catalog.folder, file), file]))("every block is closed and every name is known in %s", (path, file) => {
  for (const name of pathsIn(Handlebars.parse(handlebarsOf(path, readFileSync(file, "utf8"))))) expect(known).toContain(name);
  for (const name of pathsIn(Handlebars.parse(handlebarsOf("path.hbs", path)))) expect(known).toContain(name);
});

/** The names in all tags of a template; each part of a path counts. */
function pathsIn(program: hbs.AST.Program): string[] {
  const names: string[] = [];
  class Walker extends Handlebars.Visitor {
    override PathExpression(path: hbs.AST.PathExpression): void {
      names.push(...path.parts.filter((part) => !/^\d+$/.test(String(part))).map(String));
    }
  }
  new Walker().accept(program);
  return names;
}
