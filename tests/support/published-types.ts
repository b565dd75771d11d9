// Published types: checks data files against types made from their published schemas, with the TypeScript compiler.
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A package's type for one kind of file. */
export interface PublishedType {
  from: string;
  name: string;
}

export const dependabot: PublishedType = { from: "@schemastore/dependabot-2.0", name: "GitHubDependabotV2Config" };
export const issueForm: PublishedType = { from: "@schemastore/github-issue-forms", name: "GitHubIssueFormsConfigFileSchema" };
export const issueConfig: PublishedType = { from: "@schemastore/github-issue-config", name: "GitHubIssueTemplateChooserConfigFileSchema" };

// A path in this repository, so that packages are found; the file does not exist.
const fileName = fileURLToPath(new URL("data.ts", import.meta.url));

export interface TypeMismatch {
  /** the place of the value in the list */
  at: number;
  why: string;
}

/** Type errors of the values; empty if all values have their types. */
export function typeMismatches(values: { type: PublishedType; value: unknown }[]): TypeMismatch[] {
  const lines = values.map(({ type, value }, at) => `export const value${at}: import("${type.from}").${type.name} = ${JSON.stringify(value)};`);
  return ts.getPreEmitDiagnostics(programOf(lines.join("\n"))).map(({ file, start = 0, messageText }) => ({
    at: file?.getLineAndCharacterOfPosition(start).line ?? -1,
    why: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}

function programOf(text: string): ts.Program {
  const options: ts.CompilerOptions = { strict: true, noEmit: true, lib: ["lib.es2023.d.ts"], types: [], module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023 };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => path === fileName || disk.fileExists(path),
    getSourceFile: (path, version) => (path === fileName ? ts.createSourceFile(path, text, version) : disk.getSourceFile(path, version)),
  };
  return ts.createProgram([fileName], options, host);
}
