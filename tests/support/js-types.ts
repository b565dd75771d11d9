// What the TypeScript compiler finds in repos in JavaScript, whose types stand in comments.
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Draft } from "../../src/draft.ts";

/** What a cast or an annotation inside of a function said in TypeScript, and nothing says any more. */
const unsaid = new Set([1065, 2322, 2339, 2345, 2355, 2554]);

// Inside of our own folder, so that packages are found; nothing lies there.
const root = fileURLToPath(new URL("in-memory", import.meta.url)).replaceAll("\\", "/");

/** Everything that is wrong in the comments of these repos, one line each. */
export function slipsIn(drafts: Record<string, Draft>): string[] {
  const texts = new Map(Object.entries(drafts).flatMap(([name, draft]) => [...draft].map(([path, text]) => [posix.join(root, name, path), text])));
  const sources = [...texts.keys()].filter((path) => path.includes("/src/") && path.endsWith(".js"));
  const found = ts.getPreEmitDiagnostics(programOf(sources, texts)).filter(({ code }) => !unsaid.has(code));
  return found.map(({ file, messageText }) => `${file?.fileName.slice(root.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

function programOf(sources: string[], texts: Map<string, string>): ts.Program {
  const options: ts.CompilerOptions = { allowJs: true, checkJs: true, noEmit: true, strict: false, skipLibCheck: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, types: ["node"] };
  const disk = ts.createCompilerHost(options);
  const folders = new Set([...texts.keys()].map((path) => posix.dirname(path)));
  return ts.createProgram(sources, options, {
    ...disk,
    directoryExists: (path) => folders.has(path) || (disk.directoryExists?.(path) ?? true),
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    getSourceFile: (path, version) => {
      const text = texts.get(path);
      return text === undefined ? disk.getSourceFile(path, version) : ts.createSourceFile(path, text, version);
    },
  });
}
