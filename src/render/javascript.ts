// A repo in TypeScript -> the same repo in JavaScript. Derived from what was rendered, so that no template is written twice.
import type { Draft } from "../draft.ts";
import { renamed } from "./javascript-names.ts";
import { documented } from "./doc-comments.ts";
import { withoutTypes } from "./without-types.ts";

export { renamed };

/** The repo without its types: each file under its new name, without those that held nothing else. */
export function derived(draft: Draft): Draft {
  const files: Draft = new Map();
  for (const [path, text] of draft) {
    const written = path.endsWith(".ts") ? withoutTypes(documented(text)) : path === "package.json" ? withoutTypePackages(text) : text;
    if (written !== "") files.set(renamed(path), written);
  }
  return files;
}

/** `@types/...` tell a compiler what packages do not say themselves. */
function withoutTypePackages(manifest: string): string {
  return `${JSON.stringify(JSON.parse(manifest), (name, value: unknown) => (name.startsWith("@types/") ? undefined : value), 2)}\n`;
}
