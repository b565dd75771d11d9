// Ourselves: the one place that every printed name of ours comes from, so that a rename is one line of package.json.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface PackageJson {
  name: string;
  version: string;
  bin: Record<string, string>;
  engines: { node: string };
}

/** The folder of our package: a clone, or where a package manager put it. */
export const ourFolder: string = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

const manifest = JSON.parse(readFileSync(join(ourFolder, "package.json"), "utf8")) as PackageJson;

/** The name of our program once it is installed. */
export const ourCommand: string = Object.keys(manifest.bin)[0] ?? manifest.name;

/** The built program, by its path in our package. */
export const ourProgram: string = manifest.bin[ourCommand] ?? "";

/** The name of our package, with its scope if it has one. */
export const ourName: string = manifest.name;

/** What a person gives to `npm create`, which puts a "create-" before it, behind the scope if there is one. */
export const ourStarter: string = manifest.name.replace(/(?<=^|\/)create-/, "");

/** The version that is running. */
export const ourVersion: string = manifest.version;

/** The oldest Node.js that we and what we make run on: "20.19". */
export const nodeNeeded: string = manifest.engines.node.replace(/^>=/, "");

/** Where our templates lie: beside the folder of this code, as it is written and as it is published. */
export const shippedTemplates: string = join(ourFolder, "templates");
