// Source: the files of src/ as the compiler reads them: their imports, the names that they use, and their powers.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const folder = fileURLToPath(new URL("../../src", import.meta.url));

export interface SourceFile {
  /** Below src, with forward slashes: "disk/staging.ts". */
  path: string;
  text: string;
}

/** An effect outside the memory of the process. Reading files does not count. */
export type Power = "writes files" | "starts programs" | "uses the network" | "ends processes" | "runs text as code";

/** What gives a file a power: "rmSync of node:fs". */
export interface Use {
  power: Power;
  by: string;
}

export interface Import {
  /** The file below src, or the package. */
  to: string;
  /** The imported names; "*" for the whole module. Types are left out. */
  names: string[];
}

/** Every file of src. */
export function sourceFiles(): SourceFile[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  return paths.sort().map((path) => ({ path: path.split(sep).join("/"), text: readFileSync(join(folder, path), "utf8") }));
}

/** The imports of a file at run time, in the order of its lines. */
export function importsOf(file: SourceFile): Import[] {
  return nodesOf(file).flatMap((node) => {
    const found = importAt(node);
    return found === undefined ? [] : [{ ...found, to: placeOf(file, found.to) }];
  });
}

/** The powers that a file uses directly. */
export function powersOf(file: SourceFile): Use[] {
  return nodesOf(file).flatMap((node) => [...powersOfImport(importAt(node)), ...powersOfName(node)]);
}

/** A file and everything that it runs through its imports, each with the way to it: "a.ts > b.ts". */
export function reachOf(path: string, files: Map<string, SourceFile>): Map<string, string> {
  const ways = new Map([[path, path]]);
  for (const [at, way] of ways) {
    const file = files.get(at);
    if (file === undefined) continue;
    for (const { to } of importsOf(file)) if (!ways.has(to)) ways.set(to, `${way} > ${to}`);
  }
  return ways;
}

/** Identifiers, and the words of strings, templates and patterns; each with its line. */
export function wordsOf(file: SourceFile): { word: string; line: number }[] {
  const source = parsed(file);
  return nodesOf(file).flatMap((node) => {
    const words = ts.isIdentifier(node) || ts.isPrivateIdentifier(node) ? wordsIn(node.text) : isText(node) ? node.getText(source).match(/[\w-]+/g) ?? [] : [];
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    return words.map((word) => ({ word, line }));
  });
}

/** Functions of `node:fs` that only read. All others, including those of later versions, count as writing. */
const reads = [
  "accessSync", "constants", "existsSync", "lstatSync", "opendirSync", "readFileSync", "readdirSync", "readlinkSync", "realpathSync", "statSync",
  "statfsSync",
];

/** The power that each module gives. */
const modules: Record<string, Power> = {
  "node:child_process": "starts programs", "node:cluster": "starts programs", "node:worker_threads": "starts programs",
  execa: "starts programs", "simple-git": "starts programs",
  "node:net": "uses the network", "node:http": "uses the network", "node:https": "uses the network", "node:http2": "uses the network",
  "node:tls": "uses the network", "node:dgram": "uses the network", "node:dns": "uses the network", undici: "uses the network",
  "node:module": "runs text as code", "node:vm": "runs text as code", "node:repl": "runs text as code",
};

/** Global names. */
const globals: Record<string, Power> = {
  fetch: "uses the network", WebSocket: "uses the network", EventSource: "uses the network",
  eval: "runs text as code", Function: "runs text as code", require: "runs text as code", globalThis: "runs text as code",
};

/** Members of `process`. */
const members: Record<string, Power> = {
  exit: "ends processes", reallyExit: "ends processes", abort: "ends processes", kill: "ends processes",
  getBuiltinModule: "runs text as code", binding: "runs text as code", dlopen: "runs text as code", chdir: "writes files",
};

function powersOfImport(found: Import | undefined): Use[] {
  if (found === undefined) return [];
  const module = found.to.replace(/^(?=fs$|fs\/|child_process$|net$|https?$|http2$|tls$|dgram$|dns$|module$|vm$|cluster$)/, "node:");
  if (module === "?") return [{ power: "runs text as code", by: "an import of a name that is computed" }];
  if (module === "node:fs/promises") return [{ power: "writes files", by: module }];
  if (module === "node:fs") {
    const writes = found.names.filter((name) => !reads.includes(name));
    return writes.map((name) => ({ power: "writes files", by: `${name} of ${module}` }));
  }
  const power = modules[module.replace(/\/promises$/, "")];
  return power === undefined ? [] : [{ power, by: module }];
}

function powersOfName(node: ts.Node): Use[] {
  if (!ts.isIdentifier(node) || isOnlyALabel(node)) return [];
  if (node.text === "process") return powersOfProcess(node.parent);
  const power = Object.hasOwn(globals, node.text) ? globals[node.text] : undefined;
  return power === undefined ? [] : [{ power, by: node.text }];
}

/** `process.exit`, `process["exit"]`, `const { exit } = process`, and `process` itself as an argument or value. */
function powersOfProcess(parent: ts.Node): Use[] {
  const use = (name: string): Use[] => {
    const power = Object.hasOwn(members, name) ? members[name] : undefined;
    return power === undefined ? [] : [{ power, by: `process.${name}` }];
  };
  if (ts.isPropertyAccessExpression(parent)) return use(parent.name.text);
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) {
    return parent.name.elements.flatMap(({ name, propertyName = name }) => use(propertyName.getText()));
  }
  return [{ power: "runs text as code", by: "process as a value" }];
}

/** The name of a member, a key or a type is not the global of that name. */
function isOnlyALabel(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent) || ts.isImportSpecifier(parent);
}

function importAt(node: ts.Node): Import | undefined {
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [module] = node.arguments;
    return { to: module !== undefined && ts.isStringLiteral(module) ? module.text : "?", names: ["*"] };
  }
  if (!(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) || node.moduleSpecifier === undefined) return undefined;
  const names = ts.isImportDeclaration(node) ? namesImported(node.importClause) : namesExported(node);
  return names.length === 0 ? undefined : { to: (node.moduleSpecifier as ts.StringLiteral).text, names };
}

/** An import for its effects takes the whole module; an import of types alone takes nothing. */
function namesImported(clause: ts.ImportClause | undefined): string[] {
  if (clause === undefined) return ["*"];
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const { name, namedBindings: bindings } = clause;
  const named = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.filter((each) => !each.isTypeOnly).map(nameOf) : [];
  return [...(name === undefined ? [] : ["*"]), ...(bindings !== undefined && ts.isNamespaceImport(bindings) ? ["*"] : []), ...named];
}

function namesExported({ exportClause: clause, isTypeOnly }: ts.ExportDeclaration): string[] {
  if (isTypeOnly) return [];
  if (clause === undefined || ts.isNamespaceExport(clause)) return ["*"];
  return clause.elements.filter((each) => !each.isTypeOnly).map(nameOf);
}

function nameOf({ name, propertyName = name }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return propertyName.text;
}

function placeOf({ path }: SourceFile, to: string): string {
  return to.startsWith(".") ? relative(folder, join(folder, dirname(path), to)).split(sep).join("/") : to;
}

/** "gitHubOf" -> git, hub, of */
function wordsIn(identifier: string): string[] {
  return identifier.split(/(?<=[a-z\d])(?=[A-Z])|_|\$|#/).map((word) => word.toLowerCase());
}

function isText(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isRegularExpressionLiteral(node);
}

const trees = new Map<string, ts.SourceFile>();

function parsed({ path, text }: SourceFile): ts.SourceFile {
  const key = `${path}\0${text}`;
  const tree = trees.get(key) ?? ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  trees.set(key, tree);
  return tree;
}

const known = new Map<ts.SourceFile, ts.Node[]>();

function nodesOf(file: SourceFile): ts.Node[] {
  const tree = parsed(file);
  const nodes: ts.Node[] = known.get(tree) ?? [];
  if (nodes.length > 0) return nodes;
  known.set(tree, nodes);
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return nodes;
}
