// Ourselves: our own name, version and folder, read from package.json, so that a rename changes one line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface PackageJson {
  name: string;
  version: string;
  bin: Record<string, string>;
  engines: { node: string };
}

export const ourFolder: string = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

const manifest = JSON.parse(readFileSync(join(ourFolder, "package.json"), "utf8")) as PackageJson;

export const ourCommand: string = Object.keys(manifest.bin)[0] ?? manifest.name;

export const ourProgram: string = manifest.bin[ourCommand] ?? "";

export const ourName: string = manifest.name;

/** The argument of `npm create`, which adds "create-" after the scope. */
export const ourStarter: string = manifest.name.replace(/(?<=^|\/)create-/, "");

export const ourVersion: string = manifest.version;

/** The oldest supported Node.js: "20.19". */
export const nodeNeeded: string = manifest.engines.node.replace(/^>=/, "");

export const shippedTemplates: string = join(ourFolder, "templates");
