// JavaScript: takes the types out of an app's TypeScript before it starts, which is faster than to let the app do so.
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { URL } from "node:url";

/** The file that lets Node.js read the result; assignments.json names it in `start`. */
const loader = "read-as-javascript.js";

/**
 * Replaces the TypeScript in a folder by JavaScript, in files of the same names.
 * @returns a copy of the folder as it was
 */
export async function withoutTypes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.includes("node_modules"),
    )
    .map(({ parentPath, name }) => join(parentPath, name));
  if (files.length === 0) return folder;
  const original = `${folder}-original`;
  cpSync(folder, original, { recursive: true });
  const { transform, stop } = await import("esbuild"); // A project in JavaScript has no esbuild.
  // Settings in a file tsconfig.json of the student's are not read.
  const options = { loader: "ts", format: "esm", target: "node20", tsconfigRaw: {} };
  await Promise.all(
    files.map(async (file) => {
      // A file with a mistake stays as it is: the app then says what is wrong with it.
      const { code } = await transform(readFileSync(file, "utf8"), options).catch(() => ({}));
      if (code !== undefined) writeFileSync(file, code);
    }),
  );
  await stop();
  rmSync(join(folder, loader), { recursive: true, force: true });
  cpSync(new URL(loader, import.meta.url), join(folder, loader));
  return original;
}
