// House rules: rules for every rendered file. Each broken rule is one line of text.
import { posix } from "node:path";
import { XMLValidator } from "fast-xml-parser";
import { parse as parseHtml } from "parse5";
import { parseAst } from "rolldown/parseAst";
import ts from "typescript";
import { parseDocument } from "yaml";
import type { Draft } from "../../src/draft.ts";

/** All rules that a draft breaks; none for a valid one. */
export function brokenRules(draft: Draft): string[] {
  const rules = draft.has("src/app.js") ? ofJavaScript : ofFile;
  return [...draft].flatMap(([path, text]) => [...rules(path, text), ...ofImports(path, text, draft)].map((rule) => `${path}: ${rule}`));
}

const seen = new Map<string, string[]>();

/** Most files are the same in most combinations: each text is checked once. */
function once(kind: string, path: string, text: string, look: () => string[]): string[] {
  const key = `${kind}\0${path}\0${text}`;
  const rules = seen.get(key) ?? look();
  seen.set(key, rules);
  return rules;
}

function ofFile(path: string, text: string): string[] {
  return once("file", path, text, () => [...ofText(path, text), ...ofKind(path, text)]);
}

function ofJavaScript(path: string, text: string): string[] {
  return once("JavaScript", path, text, () => [...ofFile(path, text), ...ofLanguage(path, text)]);
}

/** A template line without its tag stays a comment, and its code is missing. */
const codeInComment = /^ *\/\/ (?:const|let|return|await|if \(|export|import|function)\b.*[;{]$/m;

function ofText(path: string, text: string): string[] {
  return [
    /\.[jt]s$/.test(path) && codeInComment.test(text) ? `has code in a comment: ${codeInComment.exec(text)?.[0].trim()}` : "",
    !text.endsWith("\n") || text.endsWith("\n\n") ? "does not end in one newline" : "",
    text.includes("\n\n\n") ? "has two empty lines in a row" : "",
    /\r/.test(text) ? "has a carriage return" : "",
    /[ \t]+$/m.test(withoutData(text)) ? `has spaces at the end of a line: ${JSON.stringify(/^.*[ \t]$/m.exec(text)?.[0])}` : "",
    /\{\{[#/]|\{\{(each|if|json|html|md|open)\b/.test(withoutData(text)) ? "holds a live tag" : "",
    /sample[-_ ]?items?/i.test(text) ? "still speaks of the specimen" : "",
    path.endsWith(".md") ? "" : /^\s*(\/\/|--|#|<!--|<%#|\/\*) (task|end) [a-z0-9-]+\s*(-->|-?%>|\*\/)?$/m.test(text) ? "holds the mark of a task" : "",
    /\[object Object\]|\bundefined\b.*\bundefined\b/.test(text) && !/\.[jt]s$/.test(path) ? "holds a value that was never written out" : "",
    /^\/|\\|(^|\/)\.\.(\/|$)|\/\//.test(path) ? "is not a plain path inside the repo" : "",
  ].filter((rule) => rule !== "");
}

/** Strings may contain text of the user, including text that looks like a tag. */
function withoutData(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\n])*'/g, '""');
}

function ofKind(path: string, text: string): string[] {
  try {
    const broken = kinds[posix.extname(path)]?.(text, path);
    return broken === undefined || broken === "" ? [] : [broken];
  } catch (error) {
    return [`cannot be parsed: ${String(error)}`];
  }
}

const kinds: Record<string, (text: string, path: string) => string | undefined> = {
  ".json": (text) => void JSON.parse(text),
  ".ts": (text, path) => syntaxError(text, path),
  ".js": (text) => void parseAst(text), // Plain ECMAScript: a type is an error.
  ".yml": (text) => parseDocument(text).errors[0]?.message,
  ".yaml": (text) => parseDocument(text).errors[0]?.message,
  ".svg": (text) => (XMLValidator.validate(text) === true ? undefined : "is not well-formed XML"),
  ".md": (text) => brokenLink(text),
  ".html": (text) => {
    const errors: string[] = [];
    parseHtml(text, { onParseError: ({ code }) => errors.push(code) });
    return errors[0];
  },
};

/** The first link to a heading of the same file that has no such heading. GitHub names each after its words. */
function brokenLink(text: string): string | undefined {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, words = ""]) => words.toLowerCase().replace(/[^\w\- ]/g, "").replaceAll(" ", "-"));
  const broken = [...text.matchAll(/(?<!\\)\]\(#([^)]*)\)/g)].find(([, name = ""]) => !headings.includes(name));
  return broken && `links to ${broken[1]}, which is no heading`;
}

function syntaxError(text: string, fileName: string): string | undefined {
  // The parser keeps its findings on the source file, although the types do not declare this.
  const { parseDiagnostics } = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2023) as ts.SourceFile & { parseDiagnostics: ts.Diagnostic[] };
  const [first] = parseDiagnostics;
  return first && ts.flattenDiagnosticMessageText(first.messageText, " ");
}

function ofImports(path: string, text: string, draft: Draft): string[] {
  if (!/\.[jt]s$/.test(path)) return [];
  return [...text.matchAll(/from "(\.[^"]+)"/g)]
    .map(([, to]) => posix.join(posix.dirname(path), to ?? ""))
    .filter((to) => !draft.has(to))
    .map((to) => `imports ${to}, which is not there`);
}

/** A project in JavaScript does not mention TypeScript. */
function ofLanguage(path: string, text: string): string[] {
  if (path === "package-lock.json") return [];
  const left = /.*(\btypescript\b|\btsx?\b|\btsc\b|\.ts\b|@types\/|\btypecheck\b|\bnpm run build\b|(?<![\w-])dist\/).*/i.exec(path + text)?.[0];
  return [
    left === undefined ? "" : `still speaks of TypeScript: ${left}`,
    path.endsWith(".js") && narrowing.test(text) ? `asks what only a compiler wants to know: ${narrowing.exec(text)?.[0]}` : "",
    path.endsWith(".js") && orphan(text) !== undefined ? `has a comment about nothing: ${orphan(text)}` : "",
    path.endsWith(".js") && /\{\n\n|\n\n\s*\}/.test(withoutTemplates(text)) ? "has an empty line at the edge of a block" : "",
    path.endsWith(".js") && /^(?! *(\/\/|\*)).*(\S +[;,)]|[([] +\S|\S {2,}\S)/m.test(withoutTemplates(withoutData(text))) ? "has a gap where a type was" : "",
  ].filter((rule) => rule !== "");
}

/** Tests and defaults for impossible cases. They are written for TypeScript, and make no sense in JavaScript; a cast avoids them. */
const narrowing = new RegExp(
  [
    String.raw`instanceof Error && "\w+" in`,
    String.raw`instanceof Error \? \w+\.message`,
    String.raw`= globalThis;`,
    String.raw`\?\.\w+ \?\? (0|"")`,
    String.raw`^\s*(const|let) \[[^\]]*= [^\]]*\] = .*\.(split|exec|match)\(`,
    String.raw`^[^/*\n]*\bvoid [\w.]+\(`,
    String.raw`\bString\(req\.`,
  ]
    .map((kind) => `.*(?:${kind}).*`)
    .join("|"),
  "m",
);

/** The last line of a comment with nothing below it: neither code nor the end of its block. The file's own first lines may stand alone. */
function orphan(text: string): string | undefined {
  const [, ...blocks] = text.split(/\n\n/);
  return blocks.map((block) => block.trimEnd().split("\n").at(-1) ?? "").find((last) => /^\s*(\/\/|\*\/|\/\*.*\*\/$)/.test(last));
}

function withoutTemplates(text: string): string {
  return text.replace(/`(?:[^`\\]|\\.)*`/g, "``");
}
