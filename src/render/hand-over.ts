// Handing over: in a file with an open task, the imports that only its solution used become arguments of its stub.

/** Where a starter's stub is, and how a line calls it: `todo(`. */
export interface Stub {
  file: string;
  call: string;
}

const importLine = /^import (?!type )(?<names>[^;"]+) from "[^";]+";$/gm;

/**
 * Adds the stub's import, and gives the first call of the stub every name that is imported and no longer used: the
 * file passes compiler and linter, and the call says what the file already has.
 */
export function handOver(path: string, text: string, { file, call }: Stub): string {
  if (!text.includes(`${call}"`)) return text;
  const isCode = (line: string) => !line.trimStart().startsWith("//");
  const body = text.replace(importLine, "").split("\n").filter(isCode).join("\n");
  const unused = [...text.matchAll(importLine)]
    .flatMap(({ groups }) => namesIn(groups?.names ?? ""))
    .filter((name) => !new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(body));
  const from = `import { ${call.slice(0, -1)} } from "${relativeTo(path, file)}";\n`;
  const firstCall = new RegExp(`${call.replace("(", "\\(")}"[a-z0-9-]+"`);
  return withImport(text.replace(firstCall, (stub) => [stub, ...unused].join(", ")), from);
}

/** The values of an import: `a, { b, type C, d as e }` gives a, b and e. */
function namesIn(clause: string): string[] {
  const names = clause.replace(/[{}]/g, ",").split(",").map((name) => name.trim()).filter((name) => name !== "");
  return names.filter((name) => !name.startsWith("type ")).map((name) => name.split(" as ").at(-1) ?? name);
}

function relativeTo(path: string, file: string): string {
  const folders = path.split("/").slice(0, -1);
  const parts = file.split("/");
  while (folders.length > 0 && folders[0] === parts[0]) {
    folders.shift();
    parts.shift();
  }
  return `${folders.length === 0 ? "./" : "../".repeat(folders.length)}${parts.join("/")}`;
}

/** After the last import. */
function withImport(text: string, line: string): string {
  const last = [...text.matchAll(/^import [^;]*;\n/gm)].at(-1);
  const at = last === undefined ? 0 : last.index + last[0].length;
  return text.slice(0, at) + line + text.slice(at);
}
