// JavaScript: derives the JavaScript project from the TypeScript project, so that no template exists twice.
import type { Draft } from "../../draft.ts";
import { withoutTypes } from "./without-types.ts";

export const ending = ".js";

/**
 * The project without types: each file under its new name, except files that contain only types.
 * @throws Error with the file that cannot be derived, whose template is then wrong
 */
export function derived(draft: Draft): Draft {
  const files: Draft = new Map();
  for (const [path, text] of draft) {
    const result = inJavaScript(path, text);
    if (result !== "") files.set(path.replace(/\.ts$/, ".js"), result);
  }
  return files;
}

/** Derived modules by their text in TypeScript: two projects, or two versions of one, share most of them. */
const modules = new Map<string, string>();

function inJavaScript(path: string, text: string): string {
  if (path === "package.json") return withoutTypePackages(text);
  if (!path.endsWith(".ts")) return text;
  try {
    const module = modules.get(text) ?? withoutTypes(text);
    modules.set(text, module);
    return module;
  } catch (error) {
    throw new Error(`${path} cannot be derived: ${(error as Error).message}`, { cause: error });
  }
}

/** `@types/...` packages describe other packages to a compiler. */
function withoutTypePackages(manifest: string): string {
  const withoutThem = (name: string, value: unknown) => (name.startsWith("@types/") ? undefined : value);
  return `${JSON.stringify(JSON.parse(manifest), withoutThem, 2)}\n`;
}
